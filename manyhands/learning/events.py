"""What learners do, in the past tense. Answers themselves are private and never told here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from manyhands.journal.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningEvent(Event):
    course_id: int
    title: str
    release_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOpened(LearningEvent):
    kind: ClassVar[str] = "learning.course.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFinished(LearningEvent):
    kind: ClassVar[str] = "learning.course.finished"
    is_first_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAnswerGiven(LearningEvent):
    """Somebody wrote an answer to an open question; its author may read it."""

    kind: ClassVar[str] = "learning.answer.given"
    block_id: str
