"""Who waits for what a course is written for."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from manyhands.needs.models import Need
from manyhands.people.models import Person

from .models import Course


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
