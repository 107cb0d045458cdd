"""What is said about courses, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from manyhands.journal.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackEvent(Event):
    course_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionGiven(FeedbackEvent):
    kind: ClassVar[str] = "feedback.reaction.given"
    reaction: str
    block_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSaid(FeedbackEvent):
    """A question, an "outdated", a suggestion…: ``item_kind`` says which."""

    kind: ClassVar[str] = "feedback.item.said"
    item_id: int
    item_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswered(FeedbackEvent):
    kind: ClassVar[str] = "feedback.item.answered"
    item_id: int
    comment_id: int
    is_by_author: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMoved(FeedbackEvent):
    """Planned, in the draft, declined or opened again."""

    kind: ClassVar[str] = "feedback.item.moved"
    item_id: int
    state: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDone(FeedbackEvent):
    """A release dealt with it; whoever spoke is told, with a link to the place."""

    kind: ClassVar[str] = "feedback.item.done"
    item_id: int
    release_id: int
    number: int
