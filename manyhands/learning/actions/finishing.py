from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from manyhands.courses.blocks import is_required
from manyhands.courses.differences import compare
from manyhands.courses.models import Course, Release, ReleaseBlock
from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.learning import rules
from manyhands.learning.answers import standing_answers, unanswered
from manyhands.learning.events import CourseFinished
from manyhands.learning.models import Attempt, Enrolment
from manyhands.needs import actions as needs
from manyhands.needs.models import Need
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .reading import open_course
from .responding import attempt_on


@transaction.atomic
def finish_course(release: Release, *, by: Person) -> Enrolment:
    """ "I have read it": a fact that no later edit removes. Whoever waited for it is asked whether it helped."""
    attempt = attempt_on(release, by)
    rows = list(ReleaseBlock.objects.filter(release=release))
    return _finish(release, attempt, rows, by)


@transaction.atomic
def catch_up(release: Release, *, since: Release, by: Person) -> Enrolment:
    """The differences to an earlier release are read: up to date, without reading what one knows again."""
    open_course(release, by=by)
    attempt = attempt_on(release, by)
    if attempt is not None:
        require(rules.can_catch_up(attempt.enrolment, since))
    known = ReleaseBlock.objects.filter(release=since)
    rows = ReleaseBlock.objects.filter(release=release)
    changed = [change.new for change in compare(list(known), list(rows)).changes if change.new]
    fresh = {row.block_id for row in changed}
    return _finish(release, attempt, [row for row in rows if row.block_id in fresh], by)


def _finish(
    release: Release, attempt: Attempt | None, rows: Sequence[ReleaseBlock], by: Person
) -> Enrolment:
    missing = _missing(attempt, rows)
    require(rules.can_finish(by, release, attempt, missing))
    assert attempt is not None  # noqa: S101 - the rule says so
    enrolment, moment = attempt.enrolment, now()
    if attempt.finished_at:
        return enrolment
    attempt.finished_at = moment
    attempt.save(update_fields=["finished_at"])
    _follow(enrolment, release, by, moment)
    return enrolment


def _follow(enrolment: Enrolment, release: Release, by: Person, moment: datetime) -> None:
    is_first = enrolment.finish(release, at=moment)
    enrolment.save(update_fields=["finished", "finished_at"])
    course = release.course
    if is_first:
        Course.objects.filter(pk=course.pk).update(finished_count=F("finished_count") + 1)
        publish(f"course:{course.pk}", "learners")
    fact = CourseFinished(
        course_id=course.pk, title=course.title, release_id=release.pk, is_first_time=is_first
    )
    record(fact, by=by, about=course)
    _ask_who_waited(course, by)


def _ask_who_waited(course: Course, person: Person) -> None:
    """Needs know themselves whether this person waited, and was asked already."""
    for need in Need.objects.filter(links__course=course):
        needs.answer_used(need, person)
        needs.ask_whether_solved(need, person)


def _missing(attempt: Attempt | None, rows: Sequence[ReleaseBlock]) -> list[ReleaseBlock]:
    if attempt is None or not any(is_required(row.node) for row in rows):
        return []
    return unanswered(rows, standing_answers(attempt.enrolment, rows))
