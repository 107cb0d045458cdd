"""Structural edits of a shared document, said in blocks."""

from __future__ import annotations

from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from manyhands.kernel.identifiers import new_block_id

from .patching import patch_children, patch_element
from .reading import attributes_of, read_document, read_element
from .shape import FRAGMENT, Document, Node, Shape
from .writing import insert_pieces, pieces_of


class Draft:
    """A shared document in the hands of the server. Blocks are its top-level nodes, named by their ids."""

    def __init__(self, doc: Doc[Any], shape: Shape) -> None:
        self._doc = doc
        self._shape = shape
        self._fragment = doc.get(FRAGMENT, type=XmlFragment)

    def document(self) -> Document:
        return read_document(self._doc, self._shape)

    def ids(self) -> list[str]:
        """The ids of the top-level nodes in order; an empty one where a node has none."""
        return [self._id(child) for child in self._children()]

    def block(self, block_id: str) -> Node | None:
        place = self._place(block_id)
        return None if place is None else read_element(self._element(place), self._shape)

    def append(self, *nodes: Node) -> list[str]:
        """Add blocks at the end. Returns their ids."""
        return self._insert(len(self._fragment.children), nodes)

    def insert_after(self, block_id: str | None, *nodes: Node) -> list[str]:
        """Add blocks after another, or at the very beginning of the body. Returns their ids.

        A block without an id, or with one that is taken, is given a new one.
        """
        if block_id is None:
            return self._insert(self._beginning(), nodes)
        return self._insert(self._required(block_id) + 1, nodes)

    def replace(self, block_id: str, node: Node) -> None:
        """Let the block say something else. It keeps its id, also where its kind changes."""
        place = self._required(block_id)
        element = self._element(place)
        node = _with_id(node, block_id)
        if element.tag == node["type"]:
            patch_element(element, node, self._shape)
        else:
            del self._fragment.children[place]
            insert_pieces(self._fragment, place, [node])

    def set_text(self, block_id: str, text: str) -> None:
        """Exchange the words of a block that holds only text: title, goal, for whom, paragraph, heading."""
        element = self._element(self._required(block_id))
        nodes: list[Node] = [{"type": "text", "text": text}] if text else []
        patch_children(element, nodes, self._shape)

    def remove(self, block_id: str) -> None:
        del self._fragment.children[self._required(block_id)]

    def become(self, document: Document) -> None:
        """Let the whole document be this one; blocks with the same id are changed, not exchanged."""
        patch_children(self._fragment, document.get("content", []), self._shape)

    def _insert(self, place: int, nodes: tuple[Node, ...]) -> list[str]:
        taken = set(self.ids())
        named: list[Node] = []
        for node in nodes:
            wished = (node.get("attrs") or {}).get("id")
            block_id = wished if wished and wished not in taken else new_block_id()
            taken.add(block_id)
            named.append(_with_id(node, block_id))
        insert_pieces(self._fragment, place, pieces_of(named))
        return [node["attrs"]["id"] for node in named]

    def _beginning(self) -> int:
        """Where the body begins: after the nodes that are named by their type."""
        head = 0
        for child in self._children():
            if not isinstance(child, XmlElement) or self._id(child) != child.tag:
                break
            head += 1
        return head

    def _required(self, block_id: str) -> int:
        place = self._place(block_id)
        if place is None:
            raise KeyError(block_id)
        return place

    def _place(self, block_id: str) -> int | None:
        ids = self.ids()
        return ids.index(block_id) if block_id in ids else None

    def _children(self) -> list[XmlElement | XmlFragment | XmlText]:
        return list(self._fragment.children)

    def _element(self, place: int) -> XmlElement:
        child = self._fragment.children[place]
        if not isinstance(child, XmlElement):
            raise TypeError("Only elements have an id.")
        return child

    def _id(self, child: XmlElement | XmlFragment | XmlText) -> str:
        return str(attributes_of(child).get("id", "")) if isinstance(child, XmlElement) else ""


def _with_id(node: Node, block_id: str) -> Node:
    return {**node, "attrs": {**(node.get("attrs") or {}), "id": block_id}}
