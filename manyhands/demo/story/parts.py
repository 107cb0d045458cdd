"""What the story is made of. Days count back from today: ``days_ago=40`` happened forty days before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BackingPart:
    """Somebody says "me too" so many days after the need was declared."""

    who: str
    after: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplyPart:
    """How somebody who waited replied, so many days after the answer."""

    who: str
    after: float
    reply: str
    sentence: str = ""
    nameless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedPart:
    """One need and its whole life."""

    key: str
    by: str
    days_ago: float
    statement: str
    effect: str
    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    needed_in: int | None = None  # days from today
    backings: tuple[BackingPart, ...] = ()
    offer: tuple[str, float] | None = None  # who, after
    nominated: tuple[str, str, str, float] | None = None  # by, whom, reason, after
    course: str = ""
    found: bool = False  # the course was there before
    draft_after: float = 0
    replies: tuple[ReplyPart, ...] = ()
    reading: tuple[float, float] | None = None  # value, days ago
    declined: tuple[str, str, float] | None = None  # by, reason, after
    withdrawn_after: float | None = None
    merged_into: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePart:
    """A release: what changes before it, by position of the block, and what is added at the end."""

    days_ago: float
    note: str = ""
    is_major: bool = True
    reworded: dict[int, Block] = field(default_factory=dict)
    added: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePart:
    """One course: its blocks as first written, and its releases."""

    key: str
    title: str
    goal: str
    for_whom: str
    keeper: str
    blocks: tuple[Block, ...]
    releases: tuple[ReleasePart, ...]
    started: float  # days ago
    intention: str = "procedure"
    coauthors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # none: everybody
    valid_for: int | None = None  # days from today
    check_in: int | None = 180  # days from today
    readers: tuple[str, ...] = ()  # besides those who waited


@dataclass(frozen=True, slots=True)
class RemarkPart:
    """Something said about a course at an exact place, and what came of it."""

    course: str
    by: str
    days_ago: float
    kind: str
    text: str
    block: int | None = None  # position among the first blocks
    quote: str = ""
    answer: tuple[str, str, float] | None = None  # who, words, hours later
    settled_in: int | None = None  # number of the release
    planned: bool = False
    declined: str = ""
