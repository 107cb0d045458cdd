"""A page's HTML as blocks: what a block holds becomes one, everything else becomes text and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from manyhands.courses.blocks import read_video
from manyhands.courses.blocks.node import Node, children, kind_name, plain

from .dom import BLOCK, SILENT, Element
from .report import Category, Report
from .runs import Reading, runs_of, split_at_pictures
from .shaping import (
    cell_node,
    code_block,
    contains,
    contains_block,
    holding,
    holds_picture,
    in_bold,
    items_of,
    letters_as_node,
    list_node,
    pad_rows,
    table_rows,
    whole_number,
)
from .site import FILE, Site

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS: Final = ("bulletList", "orderedList")
_FLOW: Final = ("paragraph", *_LISTS)
# They change nothing that a block could show.
_TRANSPARENT: Final = frozenset(
    {"div", "body", "section", "article", "main", "p", "center", "span", "figure"}
)


class PageReader:
    """Turns one page into blocks; a block carries the ``names`` that its places had on the page."""

    def __init__(self, path: str, site: Site, report: Report) -> None:
        self._path = path
        self._site = site
        self._report = report
        self._levels: dict[str, int] = {}
        self._waiting_names: list[str] = []
        self._inline = Reading(self._link, self._picture, self._template, self._odd)

    def blocks(self, body: Element) -> list[Node]:
        used = [tag for tag in _HEADINGS if contains(body, tag)]
        self._levels = {tag: 2 if tag == used[0] else 3 for tag in used}
        return self._flow(body.inside)

    # What stands one after another

    def _flow(self, parts: Iterable[Element | str]) -> list[Node]:
        blocks: list[Node] = []
        running: list[Element | str] = []
        for part in parts:
            if isinstance(part, Element) and (part.tag in BLOCK or part.tag == "hr"):
                blocks += self._paragraphs(running)
                running = []
                blocks += self._block(part)
            elif isinstance(part, Element) and contains_block(part):
                blocks += self._paragraphs(running)
                running = []
                blocks += self._flow(part.inside)
            else:
                running.append(part)
        return blocks + self._paragraphs(running)

    def _paragraphs(self, parts: list[Element | str]) -> list[Node]:
        self._name(parts)
        blocks: list[Node] = []
        for piece in split_at_pictures(runs_of(parts, self._inline)):
            made = piece if isinstance(piece, dict) else {"type": "paragraph", "content": piece}
            blocks.append(self._named(made))
        return blocks

    def _block(self, part: Element) -> list[Node]:
        if name := part.attrs.get("id") or part.attrs.get("name"):
            self._waiting_names.append(name)
        kinds: dict[str, Callable[[Element], list[Node]]] = {
            **dict.fromkeys(("ul", "ol", "menu"), self._list),
            **dict.fromkeys(("blockquote", "aside"), self._callout),
            **dict.fromkeys(("iframe", "video", "audio"), self._video),
            **dict.fromkeys(_HEADINGS, self._heading),
            "pre": lambda pre: [self._named(code_block(pre))],
            "table": self._table,
            "hr": lambda _line: [{"type": "horizontalRule"}],
        }
        return kinds.get(part.tag, self._other)(part)

    def _other(self, part: Element) -> list[Node]:
        match part.tag:
            case "summary" | "dt" | "caption" | "legend":
                self._odd(part.tag)
                return [self._named(in_bold(node)) for node in self._flow(part.inside)]
            case "figcaption":
                return [{**node, "caption": True} for node in self._flow(part.inside)]
            case "figure":
                return self._figure(part)
            case tag if tag in SILENT:
                self._odd(tag)
                return []
            case tag:
                if tag not in _TRANSPARENT:
                    self._odd(tag)
                return self._flow(part.inside)

    def _heading(self, part: Element) -> list[Node]:
        pieces = split_at_pictures(runs_of(part.inside, self._inline))
        blocks: list[Node] = []
        for piece in pieces:
            if isinstance(piece, dict):
                blocks.append(piece)
                continue
            attrs = {"level": self._levels.get(part.tag, 3)}
            node: Node = {"type": "heading", "attrs": attrs, "content": piece}
            blocks.append(self._named(node))
        return blocks

    def _callout(self, part: Element) -> list[Node]:
        blocks: list[Node] = []
        held: list[Node] = []
        for node in (*self._flow(part.inside), None):
            if node is not None and kind_name(node) in _FLOW:
                held.append(node)
                continue
            if held:
                blocks.append({"type": "callout", "attrs": {"tone": "note"}, "content": held})
                held = []
            if node is not None:
                blocks.append(node)
        return blocks

    def _figure(self, part: Element) -> list[Node]:
        blocks: list[Node] = []
        for node in self._flow(part.inside):
            is_caption = node.pop("caption", False)
            if is_caption and blocks and kind_name(blocks[-1]) == "picture":
                blocks[-1]["content"][1]["content"] = node.get("content", [])
            else:
                blocks.append(node)
        return blocks

    def _video(self, part: Element) -> list[Node]:
        sources = [
            part.attrs.get("src", ""),
            *(s.attrs.get("src", "") for s in part.elements("source")),
        ]
        src = next((source for source in sources if source), "")
        caption = letters_as_node(part.attrs.get("title", ""))
        if read_video(src):
            return [{"type": "video", "attrs": {"url": src}, "content": caption}]
        self._report.add(Category.HTML, self._path, f"<{part.tag}> {src}")
        href = self._link(src) if src else None
        mark = [{"type": "link", "attrs": {"href": href}}] if href else []
        words = part.attrs.get("title") or src
        return (
            [{"type": "paragraph", "content": [{"type": "text", "text": words, "marks": mark}]}]
            if words
            else []
        )

    # Lists

    def _list(self, part: Element) -> list[Node]:
        if part.tag == "ol" and any(holds_picture(item) for item in part.elements("li")):
            return self._steps(part)
        name = "orderedList" if part.tag == "ol" else "bulletList"
        blocks: list[Node] = []
        items: list[Node] = []
        first = number = whole_number(part.attrs.get("start"), 1)
        for item in items_of(part):
            held, rest = self._item(item)
            items.append({"type": "listItem", "content": held})
            number += 1
            if rest:
                blocks += [list_node(name, items, first), *rest]
                items, first = [], number
        if items:
            blocks.append(list_node(name, items, first))
        return [self._named(block) for block in blocks]

    def _item(self, item: Element) -> tuple[list[Node], list[Node]]:
        """What the item holds, and what has to stand after it."""
        held: list[Node] = []
        rest: list[Node] = []
        for node in self._flow(item.inside):
            if kind_name(node) in _FLOW and not rest:
                held.append(node)
            else:
                rest.append(node)
        if held and kind_name(held[0]) == "paragraph":
            return held, self._moved_out(rest, "list")
        return [{"type": "paragraph"}, *held], self._moved_out(rest, "list")

    def _moved_out(self, nodes: list[Node], where: str) -> list[Node]:
        for node in nodes:
            if kind_name(node) not in (*_FLOW, "heading"):
                self._report.add(Category.MOVED, self._path, f"{kind_name(node)}, {where}")
        return nodes

    def _steps(self, part: Element) -> list[Node]:
        """A numbered list with pictures is a procedure."""
        blocks: list[Node] = []
        for item in items_of(part):
            held: list[Node] = []
            rest: list[Node] = []
            for node in self._flow(item.inside):
                if kind_name(node) == "orderedList":
                    self._report.add(Category.MOVED, self._path, "1. 2. 3., step")
                    node = {"type": "bulletList", "content": children(node)}
                fits = kind_name(node) in ("paragraph", "bulletList", "codeBlock", "picture")
                (held if fits and not rest else rest).append(node)
            step: Node = {"type": "step", "content": held or [{"type": "paragraph"}]}
            blocks += [step, *self._moved_out(rest, "step")]
        return blocks

    # Tables

    def _table(self, part: Element) -> list[Node]:
        rows: list[Node] = []
        after: list[Node] = []
        before = [b for caption in part.elements("caption") for b in self._block(caption)]
        for row in table_rows(part):
            cells = []
            for cell in row.elements("td", "th"):
                held, rest = self._cell(cell)
                after += rest
                cells.append(cell_node(cell, held))
            if cells:
                rows.append({"type": "tableRow", "content": cells})
        if not rows:
            return [*before, *after]
        pad_rows(rows)
        return [
            *before,
            self._named({"type": "table", "content": rows}),
            *self._moved_out(after, "table"),
        ]

    def _cell(self, cell: Element) -> tuple[list[Node], list[Node]]:
        held: list[Node] = []
        rest: list[Node] = []
        for node in self._flow(cell.inside):
            if kind_name(node) in _FLOW:
                held.append(node)
            elif kind_name(node) in ("heading", "codeBlock"):
                held.append({"type": "paragraph", "content": letters_as_node(plain(node))})
            else:
                rest.append(node)
        return held or [{"type": "paragraph"}], rest

    # Small things

    def _link(self, href: str) -> str | None:
        return self._site.link(self._path, href)

    def _picture(self, image: Element) -> Node:
        words = " ".join(image.attrs.get("alt", "").split())
        src = image.attrs.get("src", "")
        found = self._site.picture(self._path, src)
        if not words:
            self._report.add(Category.NO_ALTERNATIVE, self._path, src)
        caption: list[Node] = []
        if found is None and (href := self._link_to_picture(src)):
            mark = {"type": "link", "attrs": {"href": href}}
            caption = [{"type": "text", "text": words or href, "marks": [mark]}]
        elif title := " ".join(image.attrs.get("title", "").split()):
            caption = letters_as_node(title)
        media = FILE + found if found else None
        inside = [holding("alternative", letters_as_node(words)), holding("caption", caption)]
        return {"type": "picture", "attrs": {"media": media}, "content": inside}

    def _link_to_picture(self, src: str) -> str | None:
        """A picture on another site stays where it is; nobody's browser is made to fetch it."""
        if src.startswith(("http://", "https://", "//")):
            self._report.add(Category.PICTURE_ELSEWHERE, self._path, src)
            return "https:" + src if src.startswith("//") else src
        self._report.add(Category.PICTURE_MISSING, self._path, src)
        return None

    def _template(self, words: str) -> None:
        self._report.add(Category.TEMPLATE, self._path, words)

    def _odd(self, tag: str) -> None:
        self._report.add(Category.HTML, self._path, f"<{tag}>")

    def _name(self, parts: Iterable[Element | str]) -> None:
        """Places are named by elements too: <a name="here"></a>."""
        for part in parts:
            if isinstance(part, Element):
                if name := part.attrs.get("id") or (part.tag == "a" and part.attrs.get("name")):
                    self._waiting_names.append(str(name))
                self._name(part.inside)

    def _named(self, node: Node) -> Node:
        if self._waiting_names:
            node["names"] = [*node.get("names", ()), *self._waiting_names]
            self._waiting_names = []
        return node
