"""A Yjs document as the JSON that the editor shows: equal to its ``getJSON()``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from .shape import FRAGMENT, Document, Node, Shape

# No editor nests so deep; what lies deeper is read as running words, so that none is lost and no page fails.
DEEPEST: Final = 100
# Marks that may overlap themselves carry a digest behind their name: "comment--a1b2c3d4".
_OVERLAPPING: Final = re.compile(r"^(.+)--[a-zA-Z0-9+/=]{8}$")


def read_document(doc: Doc[Any], shape: Shape) -> Document:
    """The whole document as ProseMirror JSON."""
    fragment = doc.get(FRAGMENT, type=XmlFragment)
    with doc.transaction():
        return {"type": "doc", "content": read_children(fragment, shape)}


def read_children(parent: XmlFragment | XmlElement, shape: Shape, depth: int = 0) -> list[Node]:
    nodes: list[Node] = []
    for child in parent.children if depth < DEEPEST else _texts_in(parent):
        if isinstance(child, XmlText):
            for node in read_text(child, shape):
                _append_text(nodes, node)
        elif isinstance(child, XmlElement):
            nodes.append(read_element(child, shape, depth + 1))
    return nodes


def read_element(element: XmlElement, shape: Shape, depth: int = 0) -> Node:
    name = element.tag or ""
    node: Node = {"type": name}
    attributes = shape.complete(name, attributes_of(element))
    if attributes:
        node["attrs"] = attributes
    if children := read_children(element, shape, depth):
        node["content"] = children
    return node


def _texts_in(parent: XmlFragment | XmlElement) -> Iterator[XmlText]:
    """Every text inside, in reading order, however deep."""
    waiting = list(reversed(list(parent.children)))
    while waiting:
        here = waiting.pop()
        if isinstance(here, XmlText):
            yield here
        else:
            waiting.extend(reversed(list(here.children)))


def read_text(text: XmlText, shape: Shape) -> list[Node]:
    """One text node for each run of equal marks; what is embedded in a text is no text."""
    nodes: list[Node] = []
    for piece, formats in text.diff():
        if not isinstance(piece, str) or not piece:
            continue
        node: Node = {"type": "text", "text": piece}
        if marks := read_marks(formats or {}, shape):
            node["marks"] = marks
        _append_text(nodes, node)
    return nodes


def read_marks(formats: Mapping[str, Any], shape: Shape) -> list[Node]:
    marks = [_mark(name, value, shape) for name, value in formats.items() if value is not None]
    return sorted(marks, key=lambda mark: shape.rank(mark["type"]))


def attributes_of(element: XmlElement) -> dict[str, Any]:
    pairs: Iterable[tuple[str, Any]] = element.attributes  # type: ignore[assignment]
    return {name: whole(value) for name, value in pairs if value is not None}


def whole(value: Any) -> Any:
    """``value`` with floats that are whole numbers as integers, at any depth: Yjs keeps one kind of number."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [whole(item) for item in value]
    if isinstance(value, dict):
        return {key: whole(item) for key, item in value.items()}
    return value


def _mark(name: str, value: Any, shape: Shape) -> Node:
    suffixed = _OVERLAPPING.match(name)
    name = suffixed.group(1) if suffixed else name
    attributes = shape.complete(name, whole(value) if isinstance(value, dict) else {})
    return {"type": name, "attrs": attributes} if attributes else {"type": name}


def _append_text(nodes: list[Node], node: Node) -> None:
    """Texts side by side with equal marks are one text."""
    last = nodes[-1] if nodes else None
    if last and last["type"] == "text" and last.get("marks") == node.get("marks"):
        last["text"] += node["text"]
    else:
        nodes.append(node)
