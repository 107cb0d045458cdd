"""What the page says before somebody releases: who can open it, who is told, who waits and could not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from manyhands.needs.models import Need
from manyhands.people.models import Group, Person

from .audience import Audience, audience_of
from .models import Course
from .waiting import waiting_needs, who_waits_for

MOST_GROUPS = 300


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a release with this audience reaches. ``left_out`` wait for its need and could not open it."""

    audience: Audience
    people_count: int
    needs: list[Need]
    waiting: list[Person]
    left_out: list[Person]

    @property
    def told_count(self) -> int:
        return len(self.waiting)


def reach_of(course: Course, *, groups: Collection[int], is_for_everybody: bool) -> Reach:
    """As it would be with these readers."""
    now = audience_of(course)
    audience = Audience(
        is_for_everybody=is_for_everybody, groups=frozenset(groups), named=now.named
    )
    needs = waiting_needs(course)
    waiting = who_waits_for(needs)
    return Reach(
        audience=audience,
        people_count=audience.people().count(),
        needs=needs,
        waiting=waiting,
        left_out=audience.left_out(waiting),
    )


def near_groups(groups: list[Group], course: Course, person: Person) -> list[Group]:
    """Those offered at once: chosen already and the person's own; all of them where there are few."""
    chosen = {group.pk for group in course.audience.all()} | set(person.circle)
    near = [group for group in groups if group.pk in chosen]
    if len(groups) <= 12:
        return groups
    return near
