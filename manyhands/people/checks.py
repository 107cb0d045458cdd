"""What people and groups keep of memberships and names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from django.db import transaction

from manyhands.journal.checking import Difference, check
from manyhands.kernel.text import fold

from .memberships import group_strays, recount, recount_groups, strays
from .models import Group, Person

_SAID: Final = {
    "circle": "Whose audience they are in differs from the groups they belong to.",
    "coached": "The groups they coach differ from their memberships.",
    "managed": "The groups they manage differ from their memberships.",
    "group_name": "The group beside their name is not the one they belong to.",
}


@check("People")
def memberships() -> Iterator[Difference]:
    for person, column in strays():
        yield Difference(
            where=_named(person), what=_SAID[column], mend=partial(_recount, person.pk)
        )


@check("People")
def names() -> Iterator[Difference]:
    """The directory sorts and searches by these."""
    for person in Person.objects.only("name", "folded").order_by("pk").iterator():
        if person.folded != fold(person.name)[:160]:
            yield Difference(
                where=_named(person),
                what="The directory looks for them by another name than they have.",
                mend=partial(_fold, person.pk),
            )


@check("Groups")
def places() -> Iterator[Difference]:
    """A group's place in the tree follows from the group above it."""
    groups = {group.pk: group for group in Group.objects.order_by("pk")}
    for group in groups.values():
        if group.path != _path_of(group, groups):
            yield Difference(
                where=f"Group {group.pk} “{group.name}”",
                what="Its place in the tree differs from the group above it.",
                mend=_rebuild_tree,
            )


@check("Groups")
def counts() -> Iterator[Difference]:
    for group, right in group_strays():
        yield Difference(
            where=f"Group {group.pk} “{group.name}”",
            what=f"It says that {group.people_count} people belong to it; there are {right}.",
            mend=partial(_recount_group, group.pk),
        )


def _named(person: Person) -> str:
    return f"Person {person.pk} “{person.name}”"


def _path_of(group: Group, groups: dict[int, Group]) -> str:
    above = groups[group.parent_id] if group.parent_id else None
    return f"{_path_of(above, groups) if above else '/'}{group.pk}/"


@transaction.atomic
def _recount(person_id: int) -> str:
    recount(Person.objects.select_for_update().get(pk=person_id))
    return "Counted anew from the memberships."


@transaction.atomic
def _fold(person_id: int) -> str:
    person = Person.objects.select_for_update().get(pk=person_id)
    person.folded = fold(person.name)[:160]
    person.save(update_fields=["folded"])
    return "Written anew from the name."


@transaction.atomic
def _recount_group(group_id: int) -> str:
    recount_groups([group_id])
    return "Counted anew."


@transaction.atomic
def _rebuild_tree() -> str:
    groups = {group.pk: group for group in Group.objects.select_for_update().order_by("pk")}
    for group in groups.values():
        group.path = _path_of(group, groups)
    Group.objects.bulk_update(groups.values(), ["path"], batch_size=200)
    everybody = Person.objects.filter(memberships__isnull=False).distinct()
    recount(*everybody)
    return "The tree was put together anew, and everybody’s groups were counted."
