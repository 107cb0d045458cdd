from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import squeeze
from manyhands.people import rules
from manyhands.people.events import (
    GroupChanged,
    GroupDeleted,
    GroupMade,
    GroupMoved,
    MembershipChanged,
    MembershipEnded,
)
from manyhands.people.memberships import (
    hold_the_tree,
    recount,
    recount_around,
    recount_groups,
)
from manyhands.people.models import Group, Membership, Person, Role
from manyhands.web.live.hub import rights_changed


@transaction.atomic
def make_group(name: str, *, kind: str, parent: Group, by: Person) -> Group:
    """A new group below ``parent``."""
    hold_the_tree()
    parent = Group.objects.get(pk=parent.pk)
    require(rules.can_make_group(by, parent))

    group = Group(name=squeeze(name), kind=kind, parent=parent)
    _save_with_free_name(group)
    group.place_below(parent)
    group.save(update_fields=["path"])
    recount_around([group.path])
    record(GroupMade(group_id=group.pk, name=group.name), by=by, about=group)
    return group


@transaction.atomic
def change_group(group: Group, *, name: str, kind: str, by: Person) -> Group:
    """Another name or kind."""
    hold_the_tree()
    group = Group.objects.locked(group.pk)
    require(rules.can_manage_group(by, group))

    group.name, group.kind = squeeze(name), kind
    _save_with_free_name(group)
    recount(*Person.objects.filter(memberships__group=group))
    record(GroupChanged(group_id=group.pk, name=group.name), by=by, about=group)
    return group


@transaction.atomic
def move_group(group: Group, *, parent: Group, by: Person) -> Group:
    """Another place in the tree; everything below comes along."""
    hold_the_tree()
    group, parent = Group.objects.get(pk=group.pk), Group.objects.get(pk=parent.pk)
    require(rules.can_move_group(by, group, parent))

    before = group.path
    below = list(Group.objects.filter(path__startswith=before))
    group.place_below(parent)
    _save_with_free_name(group)
    for other in below:
        other.path = group.path + other.path.removeprefix(before)
    Group.objects.bulk_update(below, ["path"])
    recount_around([before, group.path])
    recount_groups({int(part) for part in (before + group.path).split("/") if part})
    record(GroupMoved(group_id=group.pk, name=group.name), by=by, about=group)
    return group


@transaction.atomic
def delete_group(group: Group, *, by: Person) -> None:
    """An empty group goes."""
    hold_the_tree()
    group = Group.objects.locked(group.pk)
    require(rules.can_delete_group(by, group))

    record(GroupDeleted(group_id=group.pk, name=group.name), by=by, about=group)
    path = group.path
    group.delete()
    recount_around([path])


@transaction.atomic
def put_in_group(
    person: Person, group: Group, *, role: str = Role.MEMBER, by: Person
) -> Membership:
    """Somebody belongs to a group, as ``role``; whoever does already changes role."""
    hold_the_tree()
    person, group = Person.objects.locked(person.pk), Group.objects.locked(group.pk)
    require(rules.can_put_in_group(by, person, group))

    membership, made = Membership.objects.get_or_create(
        person=person, group=group, defaults={"role": role, "since": now()}
    )
    if made or membership.role != role:
        membership.role = role
        membership.save(update_fields=["role"])
        recount(person)
        changed = MembershipChanged(person_id=person.pk, group_id=group.pk, role=role)
        record(changed, by=by, about=group)
        rights_changed(person.pk)
    return membership


@transaction.atomic
def take_out_of_group(person: Person, group: Group, *, by: Person) -> None:
    """Somebody does not belong to a group any more. Done already: nothing happens."""
    hold_the_tree()
    person = Person.objects.locked(person.pk)
    membership = (
        Membership.objects.select_related("group").filter(person=person, group=group).first()
    )
    if membership is None:
        return
    require(rules.can_take_out_of_group(by, membership))

    membership.delete()
    recount(person)
    record(MembershipEnded(person_id=person.pk, group_id=group.pk), by=by, about=group)
    rights_changed(person.pk)


@transaction.atomic
def change_members(group: Group, people: Iterable[Person], *, role: str | None, by: Person) -> None:
    """Put many in a group, as ``role``; None takes them out. All or none."""
    for person in people:
        if role is None:
            take_out_of_group(person, group, by=by)
        else:
            put_in_group(person, group, role=role, by=by)


def _save_with_free_name(group: Group) -> None:
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        raise Refused(
            _("There is a group called %(name)s in this place already.") % {"name": group.name}
        ) from error
