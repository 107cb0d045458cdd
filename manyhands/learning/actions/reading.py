from __future__ import annotations

from django.db import transaction
from django.db.models import F, QuerySet

from manyhands.courses import rules as courses
from manyhands.courses.models import Course, Release
from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.learning import rules
from manyhands.learning.events import CourseOpened
from manyhands.learning.models import Attempt, Enrolment
from manyhands.needs import actions as needs
from manyhands.needs.models import Need
from manyhands.people.models import Person

LONGEST_ID = 40
# What is long in a release and not asked for here.
LONG = ("finished__document", "finished__outline")


def open_course(release: Release, *, by: Person) -> Enrolment | None:
    """Begin to read, or go on. Authors read without being counted: None.

    Nothing is written while a visit goes on, so that reading stays cheap.
    """
    if not rules.can_take(by, release.course):
        return None
    enrolment = enrolment_of(by, release.course)
    if enrolment and enrolment.is_on_the_same_visit(release, now()):
        return enrolment
    require(courses.can_read(by, release.course))
    return _begin(release, by)


def enrolment_of(person: Person, course: Course) -> Enrolment | None:
    found = _enrolments(person, course.pk)
    return found[0] if found else None


@kept_query
def _enrolments(person: Person, course_id: int) -> QuerySet[Enrolment]:
    """One at most."""
    found = Enrolment.objects.filter(person=person, course=course_id)
    return found.select_related("finished").defer(*LONG)


@transaction.atomic
def _begin(release: Release, by: Person) -> Enrolment:
    course, moment = release.course, now()
    enrolment, is_new = Enrolment.objects.get_or_create(
        person=by,
        course=course,
        defaults={"opened_at": moment, "seen_at": moment, "release": release},
    )
    enrolment.release, enrolment.seen_at = release, moment
    enrolment.save(update_fields=["release", "seen_at"])
    Attempt.objects.get_or_create(
        enrolment=enrolment, release=release, defaults={"began_at": moment}
    )
    if is_new:
        _say_so(enrolment, release, by)
    return enrolment


def _say_so(enrolment: Enrolment, release: Release, by: Person) -> None:
    course = release.course
    Course.objects.filter(pk=course.pk).update(learner_count=F("learner_count") + 1)
    for need in Need.objects.filter(links__course=course):
        needs.answer_opened(need, by)
    fact = CourseOpened(course_id=course.pk, title=course.title, release_id=release.pk)
    record(fact, by=by, about=course)


def keep_position(course: Course, block_id: str, *, by: Person) -> None:
    """Where somebody is, for the next visit. Nobody else is told; no fact of the journal."""
    require(rules.can_take(by, course))
    place = block_id.strip()
    if not place or len(place) > LONGEST_ID:
        return
    reading = Enrolment.objects.filter(person=by, course=course)
    reading.update(position=place, seen_at=now())
