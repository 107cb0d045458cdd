"""What happens to courses, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from manyhands.journal.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseEvent(Event):
    """What every fact about a course carries; ``title`` outlives the row."""

    course_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseStarted(CourseEvent):
    kind: ClassVar[str] = "courses.course.started"
    need_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorInvited(CourseEvent):
    kind: ClassVar[str] = "courses.coauthor.invited"
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAuthorLeft(CourseEvent):
    kind: ClassVar[str] = "courses.coauthor.left"
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperChanged(CourseEvent):
    kind: ClassVar[str] = "courses.keeper.changed"
    keeper_id: int
    former_keeper_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperWrittenTo(CourseEvent):
    """A coach offered help or asked for another look; the words stay in the letter, not here."""

    kind: ClassVar[str] = "courses.keeper.written_to"
    letter_id: int
    keeper_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseReleased(CourseEvent):
    """Release ``number`` is out."""

    kind: ClassVar[str] = "courses.course.released"
    release_id: int
    number: int
    is_major: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseEnded(CourseEvent):
    kind: ClassVar[str] = "courses.course.ended"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseEndsSoon(CourseEvent):
    """Its validity ends within a week: the keeper decides."""

    kind: ClassVar[str] = "courses.course.ends_soon"
    valid_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseExtended(CourseEvent):
    """It stays valid until another day, or for good (None)."""

    kind: ClassVar[str] = "courses.course.extended"
    valid_until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFactsSet(CourseEvent):
    """Its topics or the date of the next look were set."""

    kind: ClassVar[str] = "courses.facts.set"
    check_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseVerified(CourseEvent):
    """ "Still right", said by its keeper, with a date for the next look."""

    kind: ClassVar[str] = "courses.course.verified"
    check_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLinked(CourseEvent):
    """The course was linked to a need as its answer."""

    kind: ClassVar[str] = "courses.course.linked"
    need_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesImported(Event):
    kind: ClassVar[str] = "courses.source.imported"
    source: str
    made: int
    updated: int
    skipped: int
