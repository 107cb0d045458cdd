"""What the catalogue wants to know about readers; the domain that knows them says it at start-up."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from manyhands.people.models import Person


def _nothing_opened(_person: Person) -> None:
    return None


def _nothing_changed(_person: Person, _course_ids: Collection[int]) -> set[int]:
    return set()


@dataclass(frozen=True, slots=True)
class Reading:
    """``opened(person)``: a queryset of the ids of courses they have opened. ``changed(person, ids)``: those of the
    courses that have a major release since the one the person finished."""

    opened: Callable[[Person], QuerySet[Any, Any] | None] = _nothing_opened
    changed: Callable[[Person, Collection[int]], set[int]] = _nothing_changed


_known = Reading()


def know_reading(reading: Reading) -> None:
    global _known
    _known = reading


def opened_by(person: Person) -> QuerySet[Any, Any] | None:
    """None while nobody knows."""
    return _known.opened(person)


def changed_for(person: Person, course_ids: Collection[int]) -> set[int]:
    return _known.changed(person, course_ids)
