"""A course's content: title, goal, for whom, and blocks that each have an id of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from manyhands.kernel.text import shorten

from .node import Node, attribute, block_id, children, descend, kind_name, plain

LONGEST_TITLE: Final = 200
LONGEST_GOAL: Final = 500
LONGEST_FOR_WHOM: Final = 300
# Blocks that say something without a word.
_SHOWING: Final = frozenset({"picture", "file", "video"})


class DocumentError(ValueError):
    """This is no document. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that fits the schema: made by ``repair`` or ``parse_document``, never by hand."""

    title: Node
    goal: Node
    for_whom: Node
    blocks: tuple[Node, ...]

    @property
    def title_text(self) -> str:
        """On one line, as long as the column that mirrors it."""
        return shorten(plain(self.title), LONGEST_TITLE)

    @property
    def goal_text(self) -> str:
        return shorten(plain(self.goal), LONGEST_GOAL)

    @property
    def for_whom_text(self) -> str:
        return shorten(plain(self.for_whom), LONGEST_FOR_WHOM)

    @property
    def is_empty(self) -> bool:
        """Has no block that says or shows anything."""
        return not any(_says_something(block) for block in self.blocks)

    def block(self, wanted: str) -> Node | None:
        return next((block for block in self.blocks if block_id(block) == wanted), None)

    def as_json(self) -> Node:
        content = [self.title, self.goal, self.for_whom, *self.blocks]
        return {"type": "doc", "content": content}


def _says_something(block: Node) -> bool:
    if plain(block).strip():
        return True
    return any(
        attribute(node, "media") is not None or bool(attribute(node, "url"))
        for node in descend(block)
        if kind_name(node) in _SHOWING
    )


def nodes_of(whole: Document | Node | list[Node] | tuple[Node, ...]) -> list[Node]:
    """The blocks of a document, of its JSON, or themselves."""
    if isinstance(whole, Document):
        return list(whole.blocks)
    return children(whole) if isinstance(whole, dict) else list(whole)
