"""Small pieces of documents, made from elements of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from manyhands.courses.blocks.node import Node, children, kind_name

from .dom import BLOCK, Element

MOST_PADDING: Final = 5000  # empty cells in one table
_LANGUAGE: Final = re.compile(r"\b(?:language|lang)-([A-Za-z0-9+#-]{1,40})")


def contains(element: Element, tag: str) -> bool:
    return any(part.tag == tag or contains(part, tag) for part in element.elements())


def contains_block(element: Element) -> bool:
    return any(part.tag in BLOCK or contains_block(part) for part in element.elements())


def holds_picture(item: Element) -> bool:
    """Directly, or in a paragraph: not in a list inside it."""
    return any(
        part.tag == "img" or (part.tag not in ("ul", "ol", "table") and holds_picture(part))
        for part in item.elements()
    )


def items_of(part: Element) -> list[Element]:
    """The items of a list; what stands loosely between them belongs to one of its own."""
    items: list[Element] = []
    for inside in part.inside:
        if isinstance(inside, Element) and inside.tag == "li":
            items.append(inside)
        elif isinstance(inside, Element) or inside.strip():
            items.append(Element("li", {}, [inside]))
    return items


def table_rows(table: Element) -> list[Element]:
    rows: list[Element] = []
    for part in table.elements():
        if part.tag == "tr":
            rows.append(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            rows += table_rows(part)
    return rows


def list_node(name: str, items: list[Node], first: int) -> Node:
    attrs = {"attrs": {"start": first}} if name == "orderedList" else {}
    return {"type": name, **attrs, "content": items}


def cell_node(cell: Element, held: list[Node]) -> Node:
    attrs: dict[str, Any] = {
        "colspan": max(1, min(whole_number(cell.attrs.get("colspan"), 1), 50)),
        "rowspan": max(1, min(whole_number(cell.attrs.get("rowspan"), 1), 1000)),
        "colwidth": None,
    }
    return {
        "type": "tableHeader" if cell.tag == "th" else "tableCell",
        "attrs": attrs,
        "content": held,
    }


def pad_rows(rows: list[Node]) -> None:
    """Rows as wide as the widest, unless cells reach over several."""
    cells = [cell["attrs"] for row in rows for cell in row["content"]]
    if any(cell["rowspan"] > 1 for cell in cells):
        return
    widths = [sum(cell["attrs"]["colspan"] for cell in row["content"]) for row in rows]
    widest = min(max(widths), 50)
    if sum(max(0, widest - width) for width in widths) > MOST_PADDING:
        return  # few broad rows among very many narrow ones: more cells than words
    for row, width in zip(rows, widths, strict=True):
        for _missing in range(widest - width):
            row["content"].append(cell_node(Element("td"), [{"type": "paragraph"}]))


def code_block(part: Element) -> Node:
    inner = part.elements("code")
    named = _LANGUAGE.search(
        " ".join([part.attrs.get("class", ""), *(c.attrs.get("class", "") for c in inner)])
    )
    words = "".join(letters_in(part)).strip("\n")
    return {
        "type": "codeBlock",
        "attrs": {"language": named[1] if named else None},
        "content": letters_as_node(words),
    }


def letters_in(part: Element) -> Iterable[str]:
    for inside in part.inside:
        if isinstance(inside, str):
            yield inside
        elif inside.tag == "br":
            yield "\n"
        else:
            yield from letters_in(inside)


def in_bold(node: Node) -> Node:
    if kind_name(node) != "paragraph":
        return node
    for run in children(node, "text"):
        marks = run.get("marks", [])
        if not any(mark["type"] in ("bold", "code") for mark in marks):
            links = [mark for mark in marks if mark["type"] == "link"]
            run["marks"] = [*links, {"type": "bold"}, *(m for m in marks if m["type"] != "link")]
    return node


def letters_as_node(words: str) -> list[Node]:
    return [{"type": "text", "text": words}] if words else []


def holding(kind: str, content: list[Node]) -> Node:
    return {"type": kind, **({"content": content} if content else {})}


def whole_number(value: str | None, default: int) -> int:
    return (
        int(value)
        if value and value.strip().isascii() and value.strip().isdigit() and len(value) < 7
        else default
    )
