"""Writing blocks in Python: for skeletons, importers, stories and tests.

Each function takes words, or pieces made with ``bold``, ``link`` and their like; blocks get a fresh id unless one
is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from manyhands.kernel.identifiers import new_block_id

from .node import Node

Piece = str | Node
Option = tuple[str, str, bool]


def text(words: str, *marks: Node) -> Node:
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def bold(words: str) -> Node:
    return text(words, {"type": "bold"})


def italic(words: str) -> Node:
    return text(words, {"type": "italic"})


def inline_code(words: str) -> Node:
    return text(words, {"type": "code"})


def link(words: str, href: str) -> Node:
    return text(words, {"type": "link", "attrs": {"href": href}})


def line_break() -> Node:
    return {"type": "hardBreak"}


def document(
    title: str, *, goal: str = "", for_whom: str = "", blocks: Iterable[Node] = ()
) -> Node:
    """The JSON of a whole document."""
    front = (("title", title), ("goal", goal), ("forwhom", for_whom))
    return _node(
        "doc", [*(_node(name, _runs((words,)), id=name) for name, words in front), *blocks]
    )


def paragraph(*pieces: Piece, id: str = "") -> Node:
    return _block("paragraph", _runs(pieces), id)


def heading(*pieces: Piece, level: int = 2, id: str = "") -> Node:
    return _block("heading", _runs(pieces), id, level=level)


def bullets(*items: Piece | Sequence[Piece], id: str = "") -> Node:
    return _block("bulletList", _items(items), id)


def numbered(*items: Piece | Sequence[Piece], start: int = 1, id: str = "") -> Node:
    return _block("orderedList", _items(items), id, start=start)


def callout(*pieces: Piece, tone: str = "tip", id: str = "") -> Node:
    return _block("callout", [_node("paragraph", _runs(pieces))], id, tone=tone)


def step(*pieces: Piece, picture: Node | None = None, id: str = "") -> Node:
    content = [_node("paragraph", _runs(pieces))]
    if picture is not None:
        attrs = {name: value for name, value in picture["attrs"].items() if name != "id"}
        content.append({**picture, "attrs": attrs})
    return _block("step", content, id)


def picture(
    media: int | None = None,
    alternative: str = "",
    caption: Piece = "",
    *,
    decorative: bool = False,
    id: str = "",
) -> Node:
    inside = [_node("alternative", _runs((alternative,))), _node("caption", _runs((caption,)))]
    attrs = {"media": media, "decorative": decorative, "width": None, "height": None}
    return _block("picture", inside, id, **attrs)


def code(words: str, *, language: str | None = None, id: str = "") -> Node:
    return _block("codeBlock", _runs((words,)), id, language=language)


def table(rows: Sequence[Sequence[Piece]], *, is_headed: bool = True, id: str = "") -> Node:
    """Rows of cells; the first row are headings."""
    made = []
    for number, row in enumerate(rows):
        kind = "tableHeader" if is_headed and number == 0 else "tableCell"
        cells = [
            _node(kind, [_node("paragraph", _runs((c,)))], colspan=1, rowspan=1, colwidth=None)
            for c in row
        ]
        made.append(_node("tableRow", cells))
    return _block("table", made, id)


def file(media: int | None, *pieces: Piece, id: str = "") -> Node:
    return _block("file", _runs(pieces), id, media=media)


def video(url: str, *pieces: Piece, id: str = "") -> Node:
    return _block("video", _runs(pieces), id, url=url)


def choice(
    question: Piece,
    options: Sequence[Option],
    *,
    multiple: bool = False,
    required: bool = False,
    id: str = "",
) -> Node:
    """Options are (answer, because, is it right?)."""
    content = [_node("question", _runs((question,)))]
    for answer, because, right in options:
        inside = [_node("answer", _runs((answer,))), _node("because", _runs((because,)))]
        content.append(_node("option", inside, id=new_block_id(), right=right))
    return _block("choice", content, id, multiple=multiple, required=required)


def open_question(question: Piece, *, required: bool = False, id: str = "") -> Node:
    return _block("open", [_node("question", _runs((question,)))], id, required=required)


def reflection(question: Piece, *, id: str = "") -> Node:
    return _block("reflection", [_node("question", _runs((question,)))], id)


def rule(*, id: str = "") -> Node:
    return _block("horizontalRule", [], id)


def _items(items: Iterable[Piece | Sequence[Piece]]) -> list[Node]:
    return [_node("listItem", [_node("paragraph", _runs(_pieces(item)))]) for item in items]


def _pieces(item: Piece | Sequence[Piece]) -> Sequence[Piece]:
    return (item,) if isinstance(item, str | dict) else item


def _runs(pieces: Iterable[Piece]) -> list[Node]:
    return [text(piece) if isinstance(piece, str) else piece for piece in pieces if piece]


def _block(kind: str, content: list[Node], id: str, **attrs: Any) -> Node:
    return _node(kind, content, id=id or new_block_id(), **attrs)


def _node(kind: str, content: list[Node], **attrs: Any) -> Node:
    node: Node = {"type": kind}
    if attrs:
        node["attrs"] = attrs
    if content:
        node["content"] = content
    return node
