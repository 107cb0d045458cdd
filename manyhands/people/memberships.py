"""What a person's memberships mean elsewhere: kept on the person, so that no page asks again."""

from __future__ import annotations

from .models import Group, Membership, Person, Role


def recount(person: Person) -> None:
    """Refresh circle, coached, managed, the shown group, and the counts of the groups above."""
    memberships = list(
        Membership.objects.filter(person=person).select_related("group").order_by("since", "pk")
    )
    before = set(person.circle)
    person.circle = sorted({pk for m in memberships for pk in m.group.lineage})
    person.coached = _below([m.group for m in memberships if m.role == Role.COACH])
    person.managed = _below([m.group for m in memberships if m.role == Role.MANAGER])
    person.group_name = memberships[0].group.name if memberships else ""
    person.save(update_fields=["circle", "coached", "managed", "group_name"])
    recount_groups(before | set(person.circle))


def recount_groups(group_ids: set[int]) -> None:
    """Count anew who belongs to each of these groups or below it."""
    for group in Group.objects.filter(pk__in=group_ids):
        people = Person.objects.active().filter(memberships__group__path__startswith=group.path)
        group.people_count = people.distinct().count()
        group.save(update_fields=["people_count"])


def _below(groups: list[Group]) -> list[int]:
    ids = [group.pk for group in groups]
    return sorted(Group.objects.below(ids).values_list("pk", flat=True)) if ids else []
