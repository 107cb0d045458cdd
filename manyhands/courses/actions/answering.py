"""What a course does for the needs it was written for."""

from __future__ import annotations

from collections.abc import Collection

from manyhands.courses.audience import audience_of
from manyhands.courses.models import Course
from manyhands.courses.waiting import waiting_needs, who_waits_for
from manyhands.needs import actions as needs
from manyhands.people.models import Person


def let_in_who_waits(course: Course, *, refused: Collection[int]) -> None:
    """Name as readers those who wait for the need and could not open the course, unless somebody said no."""
    left_out = audience_of(course).left_out(who_waits_for(waiting_needs(course)))
    course.guests.add(*(person for person in left_out if person.pk not in refused))


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
