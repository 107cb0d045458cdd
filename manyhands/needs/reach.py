"""Whom a need would reach, while one chooses its audience."""

from __future__ import annotations

import time
from typing import Final

from django.http import QueryDict

from manyhands.people.models import Group, Person

from .details import EVERYBODY, MOST_GROUPS

KEPT_SECONDS: Final = 60.0
_everybody: list[tuple[float, int]] = []


def reach_of(chosen: QueryDict, person: Person) -> int:
    """How many colleagues, oneself apart, are concerned by the audience chosen in a form."""
    values = chosen.getlist("audience") + chosen.getlist("other_groups")
    if EVERYBODY in values:
        return max(0, _everybody_here() - 1)
    ids = [int(value) for value in values if value.isascii() and value.isdecimal()][:MOST_GROUPS]
    ids = [pk for pk in ids if pk < 2**63]
    if not ids:
        return 0
    if len(ids) == 1:  # kept with the group
        counts = Group.objects.filter(pk=ids[0]).values_list("people_count", flat=True)
        return max(0, int(sum(counts)) - int(ids[0] in person.circle))
    inside = Person.objects.filter(
        is_active=True, pk__in=Person.objects.in_groups(ids).values("pk")
    )
    return int(inside.exclude(pk=person.pk).count())


def groups_named(words: str, limit: int = 10) -> list[Group]:
    """Groups whose name holds these words; without words the largest."""
    groups = Group.objects.filter(parent__isnull=False)
    for word in words.split()[:4]:
        groups = groups.filter(name__icontains=word)
    return list(groups.order_by("name" if words else "-people_count", "pk")[:limit])


def _everybody_here() -> int:
    """Everybody who works here, counted at most once a minute."""
    if not _everybody or time.monotonic() - _everybody[0][0] > KEPT_SECONDS:
        _everybody[:] = [(time.monotonic(), Person.objects.filter(is_active=True).count())]
    return int(_everybody[0][1])


def forget_reach() -> None:
    """Between tests."""
    _everybody.clear()
