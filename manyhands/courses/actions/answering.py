"""What a course does for the needs it was written for."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from manyhands.courses.audience import audience_of
from manyhands.courses.models import Course
from manyhands.needs import actions as needs
from manyhands.needs.models import Need
from manyhands.people.models import Person


def waiting_needs(course: Course) -> list[Need]:
    """The needs it is linked to that still wait for an answer."""
    waiting = Need.objects.waiting().filter(links__course=course)
    return list(waiting.select_related("declarer").order_by("pk"))


def who_waits_for(needs_of_course: Collection[Need]) -> list[Person]:
    """Declarers and backers of these needs who still work here, by name."""
    if not needs_of_course:
        return []
    concerned = Q(declared_needs__in=needs_of_course) | Q(backings__need__in=needs_of_course)
    return list(Person.objects.active().filter(concerned).distinct().order_by("name", "pk"))


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
