from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.courses import rules
from manyhands.courses.events import (
    CourseEnded,
    CourseEndsSoon,
    CourseExtended,
    CourseFactsSet,
    CourseVerified,
)
from manyhands.courses.models import Course
from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now, today
from manyhands.kernel.text import squeeze
from manyhands.people.models import Person
from manyhands.people.topics import find_or_make_topic
from manyhands.web.filters import long_day
from manyhands.web.live.hub import publish

LONGEST_REASON = 500
MOST_TOPICS = 12


@transaction.atomic
def verify_course(course: Course, *, check_on: date | None, by: Person) -> Course:
    """ "Still right", with a date for the next look."""
    course = Course.objects.locked(course.pk)
    require(rules.can_verify(by, course))
    _require_a_day_to_come(check_on)

    course.verified_at, course.check_on = now(), check_on
    course.save(update_fields=["verified_at", "check_on"])

    record(
        CourseVerified(course_id=course.pk, title=course.name, check_on=_iso(check_on)),
        by=by,
        about=course,
    )
    return course


@transaction.atomic
def extend_validity(course: Course, *, valid_until: date | None, by: Person) -> Course:
    """It stays valid until another day, or for good."""
    course = Course.objects.locked(course.pk)
    require(rules.can_extend(by, course))
    _require_a_day_to_come(valid_until)
    if valid_until and course.valid_from and valid_until < course.valid_from:
        raise Refused(_("It cannot end before it begins."))

    course.valid_until = valid_until
    course.save(update_fields=["valid_until"])

    record(
        CourseExtended(course_id=course.pk, title=course.name, valid_until=_iso(valid_until)),
        by=by,
        about=course,
    )
    return course


@transaction.atomic
def end_course(
    course: Course, *, reason: str, successor: Course | None = None, by: Person
) -> Course:
    """It is no longer taught. Who has read it keeps that; who opens it is told why and what stands in its place."""
    course = Course.objects.locked(course.pk)
    require(rules.can_end(by, course))
    reason = squeeze(reason)[:LONGEST_REASON]
    if not reason:
        raise Refused(_("Say in a sentence why it ends; its readers will see it."))
    if successor is not None:
        _require_a_good_successor(course, successor)

    course.successor = successor
    _end(course, reason, by)
    return course


@transaction.atomic
def set_facts(
    course: Course, *, topics: Iterable[str], check_on: date | None, by: Person
) -> Course:
    """What it is about, in topics, and when somebody looks at it again."""
    course = Course.objects.locked(course.pk)
    require(rules.can_set_facts(by, course))
    if check_on != course.check_on:
        _require_a_day_to_come(check_on)

    names = [name for name in map(squeeze, topics) if name][:MOST_TOPICS]
    course.topics.set([find_or_make_topic(name) for name in names])
    course.check_on = check_on
    course.save(update_fields=["check_on"])

    record(
        CourseFactsSet(course_id=course.pk, title=course.name, check_on=_iso(check_on)),
        by=by,
        about=course,
    )
    return course


@transaction.atomic
def end_when_over(course: Course) -> bool:
    """End a course whose last day has passed. Returns whether it did."""
    course = Course.objects.locked(course.pk)
    if not course.is_released or course.valid_until is None or course.valid_until >= today():
        return False
    # Said in words: the worker may come later than that day.
    _end(course, _("Its last day was %(day)s.") % {"day": long_day(course.valid_until)}, None)
    return True


@transaction.atomic
def tell_of_end(course: Course) -> bool:
    """Tell the keeper, once for each last day, that it comes near. Returns whether it did."""
    course = Course.objects.locked(course.pk)
    if course.valid_until is None or course.end_told_for == course.valid_until:
        return False
    course.end_told_for = course.valid_until
    course.save(update_fields=["end_told_for"])
    until = course.valid_until.isoformat()
    record(
        CourseEndsSoon(course_id=course.pk, title=course.name, valid_until=until),
        by=None,
        about=course,
    )
    return True


def _end(course: Course, reason: str, by: Person | None) -> None:
    course.end(reason=reason, at=now())
    course.save(update_fields=["state", "end_reason", "ended_at", "successor"])
    record(CourseEnded(course_id=course.pk, title=course.name, reason=reason), by=by, about=course)
    publish(f"course:{course.pk}", "ended")


def _require_a_good_successor(course: Course, successor: Course) -> None:
    if successor.pk == course.pk:
        raise Refused(_("A course cannot stand in its own place."))
    if not successor.is_released:
        raise Refused(_("Choose a course that is released as the one that replaces it."))


def _require_a_day_to_come(day: date | None) -> None:
    if day is not None and day <= today():
        raise Refused(_("Choose a day to come."))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
