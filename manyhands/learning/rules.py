"""May they? Everything that learners may do, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.courses import rules as courses
from manyhands.courses.models import Course, CourseState, Release
from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.people.models import Person

from .models import Attempt, Enrolment


def can_open(person: Person, course: Course) -> Verdict:
    """Read its text. What has ended stays readable for those who had it, and for its authors."""
    if not person.is_active:
        return deny(_("Your account is closed."))
    if course.current_id is None:
        return deny(_("This course is not released yet."))
    if course.state != CourseState.ENDED or course.is_written_by(person):
        return ALLOW
    if Enrolment.objects.filter(person=person, course=course).exists():
        return ALLOW
    return deny(_("This course has ended."))


def can_take(person: Person, course: Course) -> Verdict:
    """Be counted among its learners."""
    if not person.is_active:
        return deny(_("Your account is closed."))
    if course.is_written_by(person):
        return deny(_("You write this course, so nothing is kept of your reading."))
    return ALLOW


def can_respond(person: Person, release: Release, attempt: Attempt | None) -> Verdict:
    """Only what one may still read, and on a release that one has open or had."""
    verdict = can_take(person, release.course) and courses.can_read(person, release.course)
    if not verdict:
        return verdict
    if attempt is None:
        return deny(_("Open the course first, then answer. Nothing was kept."))
    return ALLOW


def can_finish(
    person: Person, release: Release, attempt: Attempt | None, missing: Sequence[object] = ()
) -> Verdict:
    """``missing`` are the required questions without an answer."""
    verdict = can_respond(person, release, attempt)
    if not verdict or not missing:
        return verdict
    return deny(
        ngettext(
            "One question is still open. Answer it, then you are done.",
            "%(n)d questions are still open. Answer them, then you are done.",
            len(missing),
        )
        % {"n": len(missing)}
    )


def can_catch_up(enrolment: Enrolment, since: Release) -> Verdict:
    """Read the differences alone: whoever has read the release that they are differences to."""
    if enrolment.has_read(since):
        return ALLOW
    return deny(_("You have not read that release to its end. Read the course instead."))


def can_see_answers(person: Person, course: Course) -> Verdict:
    """What people wrote to open questions: its authors alone."""
    return courses.can_write(person, course)
