"""What a course does for the needs it was written for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from django.db import transaction

from manyhands.courses.audience import audience_of
from manyhands.courses.models import Course, Release
from manyhands.courses.waiting import waiting_needs, who_waits_for
from manyhands.journal.queue import job, schedule
from manyhands.needs import actions as needs
from manyhands.people.models import Person
from manyhands.people.organisation import organisation_zone


def let_in_who_waits(course: Course, *, refused: Collection[int]) -> None:
    """Name as readers those who wait for the need and could not open the course, unless somebody said no."""
    left_out = audience_of(course).left_out(who_waits_for(waiting_needs(course)))
    course.guests.add(*(person for person in left_out if person.pk not in refused))


def answer_when_it_begins(course: Course, release: Release, *, by: Person) -> None:
    """At once; where it is valid from a day to come, on that day, where the organisation is."""
    if course.valid_from is None or course.has_begun():
        answer_needs(course, by=by)
        return
    morning = datetime.combine(course.valid_from, time(), organisation_zone())
    schedule(
        answer_on_its_first_day,
        subject=f"release:{release.pk}",
        payload={"release_id": release.pk},
        run_at=morning,
    )


@job
@transaction.atomic
def answer_on_its_first_day(release_id: int) -> None:
    """Unless a later release said another day, or it has ended meanwhile."""
    release = Release.objects.select_related("released_by").get(pk=release_id)
    course = Course.objects.locked(release.course_id)
    if course.is_released and course.current_id == release.pk:
        answer_needs(course, by=release.released_by or course.keeper)


def answer_needs(course: Course, *, by: Person) -> None:
    """The release answers each linked need, unless its declarer cannot open the course."""
    audience = audience_of(course)
    for need in waiting_needs(course):
        declarer = need.declarer
        if declarer and declarer.is_active and not audience.includes(declarer):
            continue
        needs.answer_need(
            need,
            answer_id=course.pk,
            answer_title=course.title,
            answer_url=course.get_absolute_url(),
            is_found=False,
            by=by,
        )
