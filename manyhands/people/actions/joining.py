from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import fold, squeeze
from manyhands.people import rules
from manyhands.people.events import GroupMade, OrganisationMade, PersonJoined
from manyhands.people.memberships import hold_the_tree, recount
from manyhands.people.models import (
    Group,
    GroupKind,
    Invitation,
    Membership,
    Organisation,
    Person,
    Role,
)
from manyhands.people.organisation import forget_organisation


@transaction.atomic
def start_organisation(
    *, organisation: str, time_zone: str, name: str, email: str, password: str
) -> Person:
    """Make the organisation, its whole-organisation group and its first administrator, once."""
    require(rules.can_start_organisation())
    try:
        with transaction.atomic():
            made = Organisation.objects.create(
                pk=1, name=squeeze(organisation), time_zone=time_zone, made_at=now()
            )
    except IntegrityError as error:  # two people filled in the first page at once
        raise Refused(_("The organisation has been set up already. Please sign in.")) from error
    root = Group.objects.create(name=made.name[:80], kind=GroupKind.DEPARTMENT)
    root.place_below(None)
    root.save(update_fields=["path"])
    person = _make(name, email, password, is_administrator=True)
    _join(person, {root: Role.MEMBER}, invitation=None, by=None)
    record(OrganisationMade(name=made.name), by=person, about=made)
    record(GroupMade(group_id=root.pk, name=root.name), by=person, about=root)
    transaction.on_commit(forget_organisation)
    return person


@transaction.atomic
def accept_invitation(invitation: Invitation, *, name: str, password: str) -> Person:
    """Come in: a person with the name and password they chose, in the group they were invited to."""
    hold_the_tree()
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    require(rules.can_accept(invitation))

    person = _make(name, invitation.email, password, is_administrator=False)
    invitation.accepted_by, invitation.accepted_at = person, now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])

    groups = {invitation.group: Role(invitation.role)} if invitation.group else {}
    _join(person, groups, invitation=invitation, by=None)
    return person


@transaction.atomic
def make_person(  # noqa: PLR0913 - what a person is made of, all named
    *,
    name: str,
    email: str,
    password: str | None,
    groups: Mapping[Group, str] | None = None,
    is_administrator: bool = False,
    by: Person | None,
) -> Person:
    """Let somebody in without a letter: from the command line, the demo, a directory of the organisation.

    ``groups`` maps groups to roles. Raises Refused when the address belongs to somebody.
    """
    if by is not None:
        require(rules.can_administer(by))
    hold_the_tree()
    person = _make(name, email, password, is_administrator=is_administrator)
    _join(person, groups or {}, invitation=None, by=by)
    return person


def _make(name: str, email: str, password: str | None, *, is_administrator: bool) -> Person:
    name, email = squeeze(name)[:80], email.strip().lower()
    if Person.objects.filter(email__iexact=email).exists():
        raise Refused(_("Somebody with this address is here already. Please sign in."))
    person = Person(
        name=name,
        folded=fold(name)[:160],
        email=email,
        is_administrator=is_administrator,
        joined_at=now(),
    )
    person.set_password(password)
    person.save()
    return person


def _join(
    person: Person,
    groups: Mapping[Group, str],
    *,
    invitation: Invitation | None,
    by: Person | None,
) -> None:
    Membership.objects.bulk_create(
        Membership(person=person, group=group, role=role, since=now())
        for group, role in groups.items()
    )
    recount(person)
    joined = PersonJoined(person_id=person.pk, invitation_id=invitation.pk if invitation else None)
    record(joined, by=by or person, about=person)
