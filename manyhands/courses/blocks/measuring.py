"""What can be said of blocks without showing them: words, digests, minutes, links, files."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from .document import Document, nodes_of
from .inline import course_linked, marks_of
from .kind import reading_seconds
from .node import Node, attribute, block_id, children, descend, kind_name
from .page import Page
from .registry import is_question, is_required, kind_of
from .rendering import render_static

Whole = Document | Node | list[Node] | tuple[Node, ...]


class Linked(NamedTuple):
    block_id: str
    href: str
    words: str


class BlockRow(NamedTuple):
    """One block, frozen: the columns of a release's row."""

    block_id: str
    kind: str
    position: int
    digest: str
    text: str
    html: str
    node: Node


def text_of(node: Node) -> str:
    """What a learner can read of a block before answering it, parts on lines of their own."""
    return kind_of(node).text(node).strip()


def wording_of(node: Node) -> str:
    """The same with what appears afterwards: the explanations of a choice."""
    kind = kind_of(node)
    return (kind.wording or kind.text)(node).strip()


def digest_of(node: Node) -> str:
    """SHA-256 in hex of what a block holds: the same whatever its ids and the order of its attributes."""
    return hashlib.sha256(
        json.dumps(_essence(node), sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _essence(node: Node) -> list[Any]:
    attrs = node.get("attrs")
    given = attrs if isinstance(attrs, dict) else {}
    kept = {name: value for name, value in given.items() if name != "id" and value is not None}
    marks = [[mark["type"], mark.get("attrs", {})] for mark in marks_of(node)]
    inside = [_essence(part) for part in children(node)]
    return [kind_name(node), kept, node.get("text", ""), marks, inside]


def seconds_of(node: Node) -> float:
    """How long a block takes: 220 words a minute (see kind.WORDS_PER_MINUTE) and what its kind adds."""
    return reading_seconds(text_of(node)) + kind_of(node).seconds(node)


def minutes_of(whole: Document | Iterable[Node]) -> int:
    """Whole minutes to go through the blocks, rounded up; at least 1.

    The sum over all blocks of words / 220 per minute, 12 s per picture, 60 s per video, 15 s to weigh a choice,
    60 s to write an answer, and code counted twice: each figure stands with its source in its kind.
    """
    blocks = whole.blocks if isinstance(whole, Document) else whole
    return max(1, math.ceil(sum(map(seconds_of, blocks)) / 60))


def media_of(whole: Whole) -> set[int]:
    """The ids of all pictures and files."""
    found = (attribute(n, "media") for block in nodes_of(whole) for n in descend(block))
    return {media for media in found if isinstance(media, int)}


def links_of(whole: Whole) -> list[Linked]:
    """All links, in reading order, with the block they stand in."""
    return [
        Linked(block_id(block), mark["attrs"]["href"], str(node.get("text", "")))
        for block in nodes_of(whole)
        for node in descend(block)
        for mark in marks_of(node)
        if mark["type"] == "link"
        and isinstance(mark.get("attrs"), dict)
        and "href" in mark["attrs"]
    ]


def courses_linked(whole: Whole) -> set[int]:
    """The ids of the courses that the blocks link to."""
    found = (course_linked(link.href) for link in links_of(whole))
    return {course for course in found if course is not None}


def questions_of(whole: Whole) -> list[Node]:
    return [block for block in nodes_of(whole) if is_question(block)]


def required_of(whole: Whole) -> list[Node]:
    return [block for block in nodes_of(whole) if is_required(block)]


def rows_of(document: Document, page: Page) -> list[BlockRow]:
    """The blocks as a release keeps them."""
    return [
        BlockRow(
            block_id=block_id(node),
            kind=kind_name(node),
            position=position,
            digest=digest_of(node),
            text=text_of(node),
            html=str(render_static(node, page)),
            node=node,
        )
        for position, node in enumerate(document.blocks)
    ]
