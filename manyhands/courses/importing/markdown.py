"""Pages of Markdown: their head, their title, their text as HTML."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml
from markdown_it import MarkdownIt

from manyhands.kernel.text import squeeze

from .dom import Element, read_html
from .report import Category, Report

_HEAD: Final = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
LONGEST_HEAD: Final = 64_000
LARGEST_NUMBER: Final = 10**18


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    goal: str
    for_whom: str
    body: Element


def read_page(path: str, text: str, report: Report) -> Page:
    """One page. Raises nothing: what cannot be read is in the report."""
    head, markdown = _split(path, text.replace("\r\n", "\n"), report)
    html = _markdown().render(markdown)
    body = read_html(html, lambda words: report.add(Category.UNKNOWN_TAG, path, words))
    title = _value(head, "title") or _take_title(body) or _title_of_file(path, report)
    _drop_same_heading(body, title)
    goal = _value(head, "goal") or _value(head, "description") or _value(head, "subtitle")
    return Page(title, goal, _value(head, "audience"), body)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Addresses are judged later, where their words can be kept."""
        return True


@cache
def _markdown() -> MarkdownIt:
    return _Markdown("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _split(path: str, text: str, report: Report) -> tuple[dict[str, Any], str]:
    found = _HEAD.match(text)
    if not found:
        return {}, text
    try:
        if len(found[1]) > LONGEST_HEAD:
            raise ValueError("too long")
        head = yaml.load(found[1], _PlainLoader)  # noqa: S506 - a SafeLoader that takes less
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        report.add(Category.FRONT_MATTER, path, str(error).splitlines()[0])
        return {}, text[found.end() :]
    if head is not None and not isinstance(head, dict):
        return {}, text
    return head or {}, text[found.end() :]


class _PlainLoader(yaml.SafeLoader):
    """Without references: a few lines of them unfold into more than any memory holds. No page's head needs one."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it refers to itself")
        return super().compose_node(parent, index)


def _value(head: dict[str, Any], name: str) -> str:
    value = head.get(name)
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        return ""  # Python writes no number of many thousand digits
    return squeeze(str(value)) if isinstance(value, str | int | float) else ""


def _take_title(body: Element) -> str:
    first = _first_heading(body)
    if first is None:
        return ""
    words = first.words()
    body.inside.remove(first)
    return words


def _first_heading(body: Element) -> Element | None:
    """A large heading before anything else."""
    for part in body.inside:
        if isinstance(part, Element):
            return part if part.tag == "h1" else None
        if part.strip():
            return None
    return None


def _drop_same_heading(body: Element, title: str) -> None:
    first = _first_heading(body)
    if first is not None and first.words().casefold() == title.casefold():
        body.inside.remove(first)


def _title_of_file(path: str, report: Report) -> str:
    report.add(Category.NO_TITLE, path)
    stem = posixpath.splitext(posixpath.basename(path))[0]
    if stem.lower() in ("index", "readme"):
        stem = posixpath.basename(posixpath.dirname(path)) or stem
    return squeeze(re.sub(r"[-_]+", " ", stem)).capitalize()
