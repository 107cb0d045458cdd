"""For whom a course is open: groups with all below them, people named one by one, or everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from manyhands.people.models import Group, Membership, Person

from .models import Course


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may open a course once it is released so. ``named`` are its authors and guests, by id."""

    is_for_everybody: bool = False
    groups: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()

    def includes(self, person: Person) -> bool:
        """The same answer as ``Course.objects.readable_by(person)``, without a query."""
        if not person.is_active:
            return False
        if self.is_for_everybody or person.is_administrator or person.pk in self.named:
            return True
        return not self.groups.isdisjoint((*person.circle, *person.coached, *person.managed))

    def left_out(self, people: Iterable[Person]) -> list[Person]:
        """Those of these people, still here, who could not open it."""
        return [person for person in people if person.is_active and not self.includes(person)]

    def people(self) -> QuerySet[Person]:
        """Whom it is for, counted as colleagues would: members, not those who may merely look in."""
        here: QuerySet[Person] = Person.objects.active()
        if self.is_for_everybody:
            return here
        members = Membership.objects.filter(group__in=Group.objects.below(list(self.groups)))
        return here.filter(Q(pk__in=members.values("person_id")) | Q(pk__in=self.named))


def audience_of(course: Course) -> Audience:
    """As it stands now."""
    authors = [course.keeper_id, *(c.person_id for c in course.coauthors.all())]
    return Audience(
        is_for_everybody=course.is_for_everybody,
        groups=frozenset(group.pk for group in course.audience.all()),
        named=frozenset([*authors, *(guest.pk for guest in course.guests.all())]),
    )


def visible_from(audience: Audience, course_ids: Collection[int]) -> set[int]:
    """Of these courses, the released ones that everybody in this audience can open."""
    if not course_ids:
        return set()
    linked = Course.objects.released().filter(pk__in=course_ids).prefetch_related("audience")
    lineages = _lineages(audience.groups)
    return {c.pk for c in linked if c.is_for_everybody or _covers(c, audience, lineages)}


def _covers(linked: Course, audience: Audience, lineages: list[list[int]]) -> bool:
    if audience.is_for_everybody:
        return False
    own = {group.pk for group in linked.audience.all()}
    return bool(lineages) and all(own & set(lineage) for lineage in lineages)


def _lineages(groups: Collection[int]) -> list[list[int]]:
    return [group.lineage for group in Group.objects.filter(pk__in=groups)] if groups else []
