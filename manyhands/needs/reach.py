"""Whom a need would reach, while one chooses its audience."""

from __future__ import annotations

from django.http import QueryDict

from manyhands.kernel.text import numbers_in
from manyhands.people.models import Group, Person
from manyhands.people.queries import people_count

from .details import EVERYBODY, MOST_GROUPS


def reach_of(chosen: QueryDict, person: Person) -> int:
    """How many colleagues, oneself apart, are concerned by the audience chosen in a form."""
    values = chosen.getlist("audience") + chosen.getlist("other_groups")
    if EVERYBODY in values:
        return max(0, people_count() - 1)
    ids = numbers_in(values)[:MOST_GROUPS]
    if not ids:
        return 0
    if len(ids) == 1:  # kept with the group
        counts = Group.objects.filter(pk=ids[0]).values_list("people_count", flat=True)
        return max(0, int(sum(counts)) - int(ids[0] in person.circle))
    inside = Person.objects.filter(
        is_active=True, pk__in=Person.objects.in_groups(ids).values("pk")
    )
    return int(inside.exclude(pk=person.pk).count())
