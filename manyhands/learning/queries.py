"""What pages need of learners that a queryset cannot say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyhands.courses.models import Course, CourseState, Release, ReleaseSize
from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Person
from manyhands.web.links import url

from .models import Enrolment


@dataclass(frozen=True, slots=True)
class CarryOn:
    """A course to go on with: begun and not finished, or changed since it was read."""

    enrolment: Enrolment
    is_changed: bool

    @property
    def course(self) -> Course:
        return self.enrolment.course

    @property
    def block_id(self) -> str:
        """Where they were."""
        return self.enrolment.position

    @property
    def url(self) -> str:
        if self.is_changed:
            return url("learning:changes", self.enrolment.course_id)
        here = url("learning:course", self.enrolment.course_id)
        return f"{here}#block-{self.block_id}" if self.block_id else here


# What a line says of a course to go on with.
_LINE: Final = (
    *("course__title", "course__minutes", "finished__number"),
    *("position", "opened_at", "seen_at"),
)


def carry_on(person: Person, limit: int = 5) -> list[CarryOn]:
    """What this person has begun, and what changed since they read it; what they saw last first."""
    rows = _gone_on_with(person, limit=limit)
    return [CarryOn(one, one.finished_id is not None) for one in rows]


@kept_query
def _gone_on_with(person: Person, *, limit: int) -> QuerySet[Enrolment]:
    mine = Enrolment.objects.filter(person=person, course__state=CourseState.RELEASED)
    # Asked of the few that they opened: whatever else they can read need not be gathered first.
    readable = Course.objects.readable_by(person).filter(pk=OuterRef("course"))
    waiting = mine.filter(Q(finished=None) | _has_changed(), Exists(readable))
    rows = waiting.select_related("course", "finished").only(*_LINE)
    return rows.order_by("-seen_at")[:limit]


def changed_since_read(person: Person, course_ids: Collection[int]) -> set[int]:
    """Of these courses, those with a major release after the one that the person finished."""
    return set(_changed(person, list(course_ids)))


@kept_query
def _changed(person: Person, course_ids: list[int]) -> QuerySet[Enrolment, int]:
    read = Enrolment.objects.filter(person=person, course__in=course_ids, finished__isnull=False)
    return read.filter(_has_changed()).values_list("course_id", flat=True)


def opened_ids(person: Person) -> QuerySet[Enrolment, int]:
    return Enrolment.objects.filter(person=person).values_list("course_id", flat=True)


def is_major_since(course: Course, number: int) -> bool:
    """Is there a major release after this one?"""
    newer = Release.objects.filter(course=course, number__gt=number, size=ReleaseSize.MAJOR)
    return newer.exists()


def _has_changed() -> Exists:
    return Exists(
        Release.objects.filter(
            course=OuterRef("course"),
            size=ReleaseSize.MAJOR,
            number__gt=OuterRef("finished__number"),
        )
    )
