"""ProseMirror JSON into a Yjs document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from .shape import FRAGMENT, Document, Node

# A text between two elements: what ProseMirror holds as several text nodes is one XmlText in Yjs.
Piece = Node | list[Node]


def write_document(document: Document) -> Doc[Any]:
    """A new Yjs document with this content."""
    doc: Doc[Any] = Doc()
    fragment = doc.get(FRAGMENT, type=XmlFragment)
    with doc.transaction():
        insert_pieces(fragment, 0, pieces_of(document.get("content", [])))
    return doc


def pieces_of(nodes: Sequence[Node]) -> list[Piece]:
    """The children as Yjs holds them: elements, and texts that stand side by side as one."""
    pieces: list[Piece] = []
    for is_text, group in groupby(nodes, key=lambda node: node["type"] == "text"):
        if is_text:
            pieces.append([node for node in group if node["text"]])
        else:
            pieces.extend(group)
    return [piece for piece in pieces if piece]


def insert_pieces(parent: XmlFragment | XmlElement, index: int, pieces: Sequence[Piece]) -> None:
    for offset, piece in enumerate(pieces):
        if isinstance(piece, list):
            text = XmlText()
            parent.children.insert(index + offset, text)
            insert_runs(text, 0, piece)
        else:
            element = XmlElement(piece["type"], written_attributes(piece))
            parent.children.insert(index + offset, element)
            insert_pieces(element, 0, pieces_of(piece.get("content", [])))


def insert_runs(text: XmlText, at: int, runs: Sequence[Node]) -> None:
    """Insert text nodes; ``at`` counts bytes of UTF-8, as pycrdt does."""
    for run in runs:
        text.insert(at, run["text"], formats_of(run))
        at += len(run["text"].encode())


def formats_of(run: Node) -> dict[str, Any]:
    return {mark["type"]: fractional(mark.get("attrs", {})) for mark in run.get("marks", [])}


def written_attributes(node: Node) -> dict[str, Any]:
    """The node's attributes as Yjs wants them: nothing for null."""
    attributes: Mapping[str, Any] = node.get("attrs") or {}
    return {key: fractional(value) for key, value in attributes.items() if value is not None}


def fractional(value: Any) -> Any:
    """``value`` with integers as floats, at any depth: an integer would reach the browser as a BigInt."""
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, list):
        return [fractional(item) for item in value]
    if isinstance(value, dict):
        return {key: fractional(item) for key, item in value.items()}
    return value
