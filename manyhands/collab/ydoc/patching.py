"""The smallest change that makes a part of a Yjs document say something else.

What stays equal keeps its identity, so that the words somebody types there at the same moment stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from .reading import attributes_of, read_element, read_text, whole
from .shape import Node, Shape
from .writing import Piece, formats_of, insert_pieces, insert_runs, pieces_of, written_attributes

Child = XmlElement | XmlText


def patch_element(element: XmlElement, node: Node, shape: Shape) -> None:
    """Make ``element`` equal to ``node``, which has the same type."""
    _patch_attributes(element, written_attributes(node))
    patch_children(element, node.get("content", []), shape)


def patch_children(parent: XmlFragment | XmlElement, nodes: Sequence[Node], shape: Shape) -> None:
    """Make the children of ``parent`` equal to ``nodes``."""
    old: list[Child] = [c for c in parent.children if isinstance(c, XmlElement | XmlText)]
    new = pieces_of(nodes)
    start = 0
    while start < min(len(old), len(new)) and _is_equal(old[start], new[start], shape):
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and _is_equal(old[-1 - end], new[-1 - end], shape):
        end += 1
    _patch_between(parent, start, old[start : len(old) - end], new[start : len(new) - end], shape)


def _patch_between(
    parent: XmlFragment | XmlElement, at: int, old: list[Child], new: list[Piece], shape: Shape
) -> None:
    """Walk through both: change what matches, remove what is gone, insert what is new."""
    while old or new:
        if old and new and _is_same_thing(old[0], new[0]):
            _patch(old.pop(0), new.pop(0), shape)
            at += 1
        elif old and not any(_is_same_thing(old[0], piece) for piece in new):
            old.pop(0)
            del parent.children[at]
        else:
            insert_pieces(parent, at, [new.pop(0)])
            at += 1


def _patch(child: Child, piece: Piece, shape: Shape) -> None:
    if isinstance(child, XmlText) and isinstance(piece, list):
        patch_text(child, piece, shape)
    elif isinstance(child, XmlElement) and isinstance(piece, dict):
        patch_element(child, piece, shape)


def patch_text(text: XmlText, runs: Sequence[Node], shape: Shape) -> None:
    """Exchange only what stands between the common beginning and the common end."""
    old, new = letters_of(read_text(text, shape)), letters_of(runs)
    shortest = min(len(old), len(new))
    head = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    shortest -= head
    tail = next((i for i in range(shortest) if old[-1 - i] != new[-1 - i]), shortest)
    begin = _bytes(old[:head])
    del text[begin : begin + _bytes(old[head : len(old) - tail])]
    insert_runs(text, begin, runs_of(new[head : len(new) - tail]))


def _patch_attributes(element: XmlElement, wanted: dict[str, Any]) -> None:
    present = attributes_of(element)
    for name in present.keys() - wanted.keys():
        del element.attributes[name]
    for name, value in wanted.items():
        if present.get(name) != whole(value):
            element.attributes[name] = value


def _is_equal(child: Child, piece: Piece, shape: Shape) -> bool:
    if isinstance(child, XmlText):
        return isinstance(piece, list) and letters_of(read_text(child, shape)) == letters_of(piece)
    return isinstance(piece, dict) and read_element(child, shape) == _completed(piece, shape)


def _is_same_thing(child: Child, piece: Piece) -> bool:
    """Whether one can become the other: both texts, or elements of one type and one id."""
    if isinstance(child, XmlText):
        return isinstance(piece, list)
    if isinstance(piece, list) or child.tag != piece["type"]:
        return False
    return attributes_of(child).get("id") == (piece.get("attrs") or {}).get("id")


def _completed(node: Node, shape: Shape) -> Node:
    """The node as reading would give it: defaults filled in, marks in order, equal texts joined."""
    completed: Node = {"type": node["type"]}
    carried = {k: v for k, v in (node.get("attrs") or {}).items() if v is not None}
    if attributes := shape.complete(node["type"], carried):
        completed["attrs"] = attributes
    children: list[Node] = []
    for piece in pieces_of(node.get("content", [])):
        if isinstance(piece, list):
            children.extend(_sorted_marks(run, shape) for run in runs_of(letters_of(piece)))
        else:
            children.append(_completed(piece, shape))
    if children:
        completed["content"] = children
    return completed


def _sorted_marks(run: Node, shape: Shape) -> Node:
    marks = run.get("marks")
    return {**run, "marks": sorted(marks, key=lambda m: shape.rank(m["type"]))} if marks else run


# A letter is a character with its marks, as pairs that can be compared in any order.
Letter = tuple[str, tuple[tuple[str, Any], ...]]


def letters_of(runs: Sequence[Node]) -> list[Letter]:
    letters: list[Letter] = []
    for run in runs:
        marks = tuple(sorted((name, whole(attrs)) for name, attrs in formats_of(run).items()))
        letters.extend((character, marks) for character in run["text"])
    return letters


def runs_of(letters: Sequence[Letter]) -> list[Node]:
    runs: list[Node] = []
    previous: tuple[tuple[str, Any], ...] | None = None
    for character, marks in letters:
        if marks == previous:
            runs[-1]["text"] += character
            continue
        run: Node = {"type": "text", "text": character}
        if marks:
            run["marks"] = [
                {"type": name, "attrs": attrs} if attrs else {"type": name} for name, attrs in marks
            ]
        runs.append(run)
        previous = marks
    return runs


def _bytes(letters: Sequence[Letter]) -> int:
    return sum(len(character.encode()) for character, _ in letters)
