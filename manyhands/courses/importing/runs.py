"""Running text of a page: words, marks, links, and the pictures that stand among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from manyhands.courses.blocks.inline import MARKS
from manyhands.courses.blocks.node import Node, kind_name

from .dom import BLOCK, SILENT, Element

Marks = dict[str, dict[str, Any]]

_MARKS: Final = {
    **dict.fromkeys(("strong", "b"), "bold"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_TEMPLATE: Final = re.compile(r"\{%[^{}]{0,500}%\}|\{\{[^{}]{0,500}\}\}|\{:[^{}\n]{0,500}\}")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What happens to links, pictures and leftovers while text is read."""

    link: Callable[[str], str | None]
    picture: Callable[[Element], Node]
    template: Callable[[str], None]
    odd: Callable[[str], None]


def runs_of(parts: list[Element | str], reading: Reading) -> list[Node]:
    """Texts, line breaks and pictures, white space as a browser shows it."""
    runs: list[Node] = []
    for part in parts:
        _read(part, {}, runs, reading)
    return _tidied(runs)


def split_at_pictures(runs: list[Node]) -> list[list[Node] | Node]:
    """The running text between pictures, and the pictures."""
    split: list[list[Node] | Node] = []
    text: list[Node] = []
    for run in runs:
        if kind_name(run) == "picture":
            split += [_tidied(text), run]
            text = []
        else:
            text.append(run)
    return [part for part in (*split, _tidied(text)) if part]


def _read(part: Element | str, marks: Marks, runs: list[Node], reading: Reading) -> None:
    if isinstance(part, str):
        words = part if "code" in marks else _without_templates(part, reading)
        runs.append({"type": "text", "text": _BLANKS.sub(" ", words), "marks": marks})
    elif part.tag == "br":
        runs.append({"type": "hardBreak"})
    elif part.tag == "img":
        runs.append(reading.picture(part))
    elif part.tag in SILENT:
        reading.odd(part.tag)
    else:
        if part.tag in BLOCK and runs:
            runs.append({"type": "text", "text": " ", "marks": {}})
        inner = _marked(part, marks, reading)
        for inside in part.inside:
            _read(inside, inner, runs, reading)


def _without_templates(words: str, reading: Reading) -> str:
    if "{" not in words:
        return words
    for found in _TEMPLATE.findall(words):
        reading.template(found)
    return _TEMPLATE.sub("", words)


def _marked(part: Element, marks: Marks, reading: Reading) -> Marks:
    if part.tag == "a" and part.attrs.get("href"):
        href = reading.link(part.attrs["href"])
        return {**marks, "link": {"href": href}} if href else marks
    if part.tag in _MARKS:
        return {**marks, _MARKS[part.tag]: {}}
    if part.tag in ("sup", "sub", "button", "label", "input", "select", "textarea"):
        reading.odd(part.tag)
    return marks


def _tidied(runs: list[Node]) -> list[Node]:
    """Without blanks at the ends, around breaks, or doubled; equal neighbours joined."""
    tidy: list[Node] = []
    for run in runs:
        if kind_name(run) != "text":
            _strip_end(tidy)
            tidy.append(run)
            continue
        words = run["text"]
        at_start = not tidy or kind_name(tidy[-1]) != "text"
        if at_start or tidy[-1]["text"].endswith(" "):
            words = words.lstrip(" ")
        if not words:
            continue
        marks = (
            run["marks"] if isinstance(run.get("marks"), list) else _as_list(run.get("marks", {}))
        )
        if not at_start and tidy[-1].get("marks", []) == marks:
            tidy[-1]["text"] += words
        else:
            tidy.append({"type": "text", "text": words, **({"marks": marks} if marks else {})})
    _strip_end(tidy)
    while tidy and kind_name(tidy[-1]) == "hardBreak":
        tidy.pop()
        _strip_end(tidy)
    while tidy and kind_name(tidy[0]) == "hardBreak":
        tidy.pop(0)
    return tidy


def _strip_end(runs: list[Node]) -> None:
    if runs and kind_name(runs[-1]) == "text":
        runs[-1]["text"] = runs[-1]["text"].rstrip(" ")
        if not runs[-1]["text"]:
            runs.pop()


def _as_list(marks: Marks) -> list[Node]:
    """In the editor's order. Its code stands alone: a link counts more, bold and italic less."""
    kept = dict(marks)
    if "code" in kept:
        kept = {"link": kept["link"]} if "link" in kept else {"code": {}}
    return [
        {"type": name, **({"attrs": kept[name]} if kept[name] else {})}
        for name in MARKS
        if name in kept
    ]
