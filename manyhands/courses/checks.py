"""What courses keep of their drafts and releases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import Max

from manyhands.collab.models import Room
from manyhands.journal.checking import Difference, check, on_its_way

from .actions.saving import mirror_of, save_draft_mirror
from .models import Course, CourseState, Release


@check("Courses")
def releases() -> Iterator[Difference]:
    """The newest release is the current one, and its number how many there are."""
    numbers = Release.objects.order_by().values_list("course").annotate(newest=Max("number"))
    newest = dict(numbers)
    shown = Course.objects.select_related("current").defer("current__document", "current__outline")
    for course in shown.order_by("pk"):
        number, right = course.current.number if course.current else 0, newest.get(course.pk, 0)
        if (course.release_count, number) != (right, right):
            yield Difference(
                where=_named(course),
                what=f"It says release {course.release_count} and shows release {number}; "
                f"the newest is {right}.",
                mend=partial(_follow_newest, course.pk),
            )


@check("Courses")
def frozen() -> Iterator[Difference]:
    """A release without its blocks shows an empty page."""
    empty = Release.objects.filter(blocks=None).defer("document", "outline")
    for release in empty.order_by("pk"):
        yield Difference(
            where=f"Course {release.course_id}, release {release.number}",
            what="Its blocks are gone.",
            advice="Put the database back from a backup, or release the draft anew.",
        )


@check("Courses")
def drafts() -> Iterator[Difference]:
    """Each course has its shared document, and lists show what that says."""
    rooms = set(Room.objects.values_list("key", flat=True))
    coming = on_its_way("courses.save_draft_mirror")
    for course in Course.objects.order_by("pk").iterator():
        if course.room_key not in rooms:
            yield Difference(
                where=_named(course),
                what="Its draft is gone.",
                advice="Put the database back from a backup.",
            )
        elif course.state == CourseState.DRAFT and f"draft:{course.pk}" not in coming:
            yield from _mirror(course)


def _mirror(course: Course) -> Iterator[Difference]:
    if any(getattr(course, name) != said for name, said in mirror_of(course).items()):
        yield Difference(
            where=_named(course),
            what="Lists show another title, goal or length than its draft has.",
            mend=partial(_save_mirror, course.pk),
        )


def _named(course: Course) -> str:
    return f"Course {course.pk} “{course.name}”"


@transaction.atomic
def _follow_newest(course_id: int) -> str:
    course = Course.objects.locked(course_id)
    newest = course.releases.order_by("-number").first()
    course.current, course.release_count = newest, newest.number if newest else 0
    if newest and course.state == CourseState.DRAFT:
        course.release(at=newest.released_at)
    if newest:
        course.title, course.goal, course.for_whom = newest.title, newest.goal, newest.for_whom
        course.minutes = newest.minutes
    course.save()
    return f"It shows release {course.release_count} now."


def _save_mirror(course_id: int) -> str:
    save_draft_mirror(course_id)
    return "Lists show what the draft says now."
