"""The headings of a course, for the list beside its text."""

from __future__ import annotations

from typing import TypedDict

from manyhands.kernel.text import shorten

from .blocks.document import Document
from .blocks.node import attribute, block_id, kind_name, plain

LONGEST = 120


class Heading(TypedDict):
    id: str
    level: int
    text: str


def outline_of(document: Document) -> list[Heading]:
    """Its headings in reading order; those without words are left out."""
    return [
        {
            "id": block_id(node),
            "level": attribute(node, "level", 2),
            "text": shorten(words, LONGEST),
        }
        for node in document.blocks
        if kind_name(node) == "heading" and (words := plain(node).strip())
    ]
