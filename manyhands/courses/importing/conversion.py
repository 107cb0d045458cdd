"""All pages of a source as courses, with their links among each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from manyhands.courses.blocks import block_id, build, repair
from manyhands.courses.blocks.inline import marks_of
from manyhands.courses.blocks.node import Node, attribute, children, descend, kind_name, plain

from .archive import Source
from .ids import give_ids
from .markdown import read_page
from .pictures import StoredPicture
from .reading import PageReader
from .report import Category, Report
from .site import FILE, PAGE, Site, place_name

Places = dict[str, dict[str, str]]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class ImportedCourse:
    """A page as a course whose links and pictures wait for their ids."""

    path: str
    title: str
    goal: str
    digest: str
    pictures: tuple[str, ...]
    files: tuple[str, ...]
    links: tuple[str, ...]
    _document: Node

    def document(self, *, media: Mapping[str, StoredPicture], courses: Mapping[str, int]) -> Node:
        """The document, with stored pictures and files by their path and courses by the path of their page.

        A picture that was not stored stays as an empty one with its alternative text; a link to a page that became
        no course goes, its words stay.
        """
        finished = _finished(self._document, _Finish(media, courses))
        return repair(finished).document.as_json()


@dataclass(frozen=True, slots=True)
class ImportResult:
    courses: tuple[ImportedCourse, ...]
    report: Report


def convert(
    source: Source,
    *,
    hosts: Collection[str] = (),
    told: Callable[[str], None] = lambda _path: None,
) -> ImportResult:
    """Each page of the source as a course. ``told`` hears the path of each page before it is read."""
    report = source.skipped
    site = Site(source, report, hosts)
    read: list[tuple[str, Node]] = []
    places: Places = {}
    for path, text in source.pages.items():
        told(path)
        document, places[path] = _read(path, text, site, report)
        read.append((path, document))
    for path, document in read:
        _place_links(path, document, places, report)
    courses = tuple(_course(path, document, report) for path, document in read)
    _name_unused(source, courses, report)
    return ImportResult(courses, report)


def _name_unused(source: Source, courses: tuple[ImportedCourse, ...], report: Report) -> None:
    """Whoever brought a file in looks for it: say which came into no draft."""
    used = {path for course in courses for path in (*course.pictures, *course.files)}
    for path in source.brought:
        if path not in used:
            report.add(Category.UNUSED, "", path)


def _read(path: str, text: str, site: Site, report: Report) -> tuple[Node, dict[str, str]]:
    page = read_page(path, text, report)
    reader = PageReader(path, site, report)
    blocks = _with_files(reader.blocks(page.body))
    named = [[n for node in descend(block) for n in node.pop("names", ())] for block in blocks]
    give_ids(path, blocks)
    places: dict[str, str] = {}
    for block, names in zip(blocks, named, strict=True):
        places |= {place_name(name): block_id(block) for name in names}
    seen: dict[str, int] = {}
    for block in blocks:
        if kind_name(block) == "heading":
            for name in {
                place_name(words) for words in (plain(block), plain(block).replace("&", "and"))
            }:
                seen[name] = seen.get(name, -1) + 1
                # The second heading of a name is at "name-1".
                places.setdefault(name + (str(seen[name]) if seen[name] else ""), block_id(block))
    document = build.document(page.title, goal=page.goal, for_whom=page.for_whom, blocks=blocks)
    return document, places


def _with_files(blocks: list[Node]) -> list[Node]:
    """A link to a file of the source becomes a block with that file, after the words that spoke of it."""
    whole: list[Node] = []
    for block in blocks:
        whole.append(block)
        for node in descend(block):
            for mark in marks_of(node):
                href = mark.get("attrs", {}).get("href", "")
                if href.startswith(FILE):
                    node["marks"] = [kept for kept in node["marks"] if kept is not mark]
                    words = [{"type": "text", "text": node.get("text", "")}]
                    whole.append({"type": "file", "attrs": {"media": href}, "content": words})
    return whole


def _place_links(path: str, document: Node, places: Places, report: Report) -> None:
    """Names of places in links become ids of blocks."""
    for node in descend(document):
        for mark in marks_of(node):
            href = mark.get("attrs", {}).get("href", "")
            if not href.startswith(PAGE) or "#" not in href:
                continue
            target, _hash, name = href.removeprefix(PAGE).partition("#")
            found = places.get(target, {}).get(place_name(name))
            if not found:
                report.add(Category.PLACE_LOST, path, f"{target}#{name}")
            mark["attrs"]["href"] = PAGE + target + (f"#block-{found}" if found else "")


def _course(path: str, document: Node, report: Report) -> ImportedCourse:
    title, goal = (plain(children(document, kind)[0]) for kind in ("title", "goal"))
    hrefs = [
        mark["attrs"]["href"] for n in descend(document) for mark in marks_of(n) if "attrs" in mark
    ]
    pages = {href.removeprefix(PAGE).partition("#")[0] for href in hrefs if href.startswith(PAGE)}
    shown = [(kind_name(node), attribute(node, "media")) for node in descend(document)]
    pictures = {media.removeprefix(FILE) for kind, media in shown if media and kind == "picture"}
    files = {media.removeprefix(FILE) for kind, media in shown if media and kind == "file"}
    letters = json.dumps(document, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(letters.encode(errors="replace")).hexdigest()
    anything = _Finish(_Always(StoredPicture(1)), _Always(1))
    for mended in repair(_finished(document, anything)).repairs:
        report.add(Category.REPAIRED, path, mended.sentence)
    return ImportedCourse(
        path, title, goal, digest, tuple(sorted(pictures)), tuple(sorted(files)),
        tuple(sorted(pages)), document,
    )  # fmt: skip


class _Always(dict[str, _Value]):
    """As if everything had been stored already."""

    def __init__(self, value: _Value) -> None:
        super().__init__()
        self._value = value

    def get(self, _key: str, _default: Any = None) -> Any:
        return self._value


@dataclass(frozen=True, slots=True)
class _Finish:
    media: Mapping[str, StoredPicture]
    courses: Mapping[str, int]


def _finished(node: Node, finish: _Finish) -> Node:
    """A copy of ``node`` with ids where paths stood."""
    made = dict(node)
    media = attribute(node, "media")
    if isinstance(media, str):
        stored = finish.media.get(media.removeprefix(FILE))
        size = {"width": stored.width, "height": stored.height} if stored else {}
        sized = size if kind_name(node) == "picture" else {}
        made["attrs"] = {**node["attrs"], "media": stored.id if stored else None, **sized}
    if marks := marks_of(node):
        made["marks"] = [mark for mark in (_mark(mark, finish) for mark in marks) if mark]
    if "content" in node:
        made["content"] = [_finished(part, finish) for part in node["content"]]
    return made


def _mark(mark: dict[str, Any], finish: _Finish) -> dict[str, Any] | None:
    href = mark.get("attrs", {}).get("href", "")
    if not href.startswith(PAGE):
        return mark
    path, hash_, place = href.removeprefix(PAGE).partition("#")
    course = finish.courses.get(path)
    return {**mark, "attrs": {"href": f"/courses/{course}/{hash_}{place}"}} if course else None
