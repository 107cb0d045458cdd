"""What people's memberships mean elsewhere: kept on each person, so that no page asks again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.db.models import Count, Q

from .models import Group, Membership, Organisation, Person, Role

BATCH: Final = 200
_KEPT: Final = ["circle", "coached", "managed", "group_name"]


def hold_the_tree() -> None:
    """One change of groups or memberships at a time, before anything else is held: what people keep of their groups is
    read, counted and written back, and of two who do so at once the slower would give back what the other took."""
    list(Organisation.objects.select_for_update().values_list("pk"))


def recount(*people: Person) -> None:
    """Refresh circle, coached, managed and the shown group of these people, and the counts of the groups above."""
    touched = {pk for person in people for pk in person.circle}
    _say_all(people)
    touched |= {pk for person in people for pk in person.circle}
    Person.objects.bulk_update(people, _KEPT, batch_size=BATCH)
    recount_groups(touched)


def recount_around(paths: Iterable[str]) -> None:
    """After the tree changed at these places: everybody in them or below, and whoever leads from above."""
    above = {int(part) for path in paths for part in path.split("/") if part}
    within = Q()
    for path in paths:
        within |= Q(memberships__group__path__startswith=path)
    leads = Q(memberships__group__in=above) & ~Q(memberships__role=Role.MEMBER)
    recount(*Person.objects.filter(within | leads).distinct())


def recount_groups(group_ids: Iterable[int]) -> None:
    """Count anew who belongs to each of these groups or to one below it."""
    groups = list(Group.objects.filter(pk__in=group_ids))
    for group in groups:
        inside = Membership.objects.filter(
            group__path__startswith=group.path, person__is_active=True
        )
        group.people_count = inside.aggregate(n=Count("person", distinct=True))["n"]
    Group.objects.bulk_update(groups, ["people_count"], batch_size=BATCH)


def strays() -> Iterator[tuple[Person, str]]:
    """People of whom something else is kept than their memberships say, with the column."""
    everybody = Person.objects.order_by("pk")
    last = 0
    while some := list(everybody.filter(pk__gt=last)[:BATCH]):
        last = some[-1].pk
        kept = [{column: getattr(person, column) for column in _KEPT} for person in some]
        _say_all(some)
        for person, before in zip(some, kept, strict=True):
            yield from ((person, name) for name in _KEPT if getattr(person, name) != before[name])


def group_strays() -> Iterator[tuple[Group, int]]:
    """Groups that say another number of people than belong to them, with the right one."""
    inside = defaultdict[int, set[int]](set)
    held = Membership.objects.filter(person__is_active=True).select_related("group")
    for membership in held.only("person_id", "group__path").iterator():
        for pk in membership.group.lineage:
            inside[pk].add(membership.person_id)
    for group in Group.objects.order_by("pk"):
        if group.people_count != len(inside[group.pk]):
            yield group, len(inside[group.pk])


def _say_all(people: Sequence[Person]) -> None:
    of_person = defaultdict[int, list[Membership]](list)
    held = Membership.objects.filter(person__in=people).select_related("group")
    for membership in held.order_by("since", "pk"):
        of_person[membership.person_id].append(membership)
    leading = {m.group for ms in of_person.values() for m in ms if m.role != Role.MEMBER}
    below = _below(leading)
    for person in people:
        _say(person, of_person[person.pk], below)


def _say(person: Person, held: list[Membership], below: dict[int, list[int]]) -> None:
    person.circle = sorted({pk for m in held for pk in m.group.lineage})
    person.coached = _led(held, Role.COACH, below)
    person.managed = _led(held, Role.MANAGER, below)
    person.group_name = held[0].group.name if held else ""


def _led(held: list[Membership], role: Role, below: dict[int, list[int]]) -> list[int]:
    return sorted({pk for m in held if m.role == role for pk in below[m.group_id]})


def _below(groups: set[Group]) -> dict[int, list[int]]:
    """The ids of each of these groups and of all below it; one look at the tree."""
    if not groups:
        return {}
    tree = list(Group.objects.below([g.pk for g in groups]).values_list("pk", "path"))
    return {g.pk: [pk for pk, path in tree if path.startswith(g.path)] for g in groups}
