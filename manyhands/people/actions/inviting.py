from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.journal.queue import schedule
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import squeeze
from manyhands.people import rules
from manyhands.people.addresses import Address
from manyhands.people.events import InvitationRenewed, InvitationRevoked, PersonInvited
from manyhands.people.models import Group, Invitation, Person, Role
from manyhands.people.tasks import send_invitation


@dataclass(frozen=True, slots=True)
class NotInvited:
    """A line of a pasted list that led to no invitation, and why."""

    line: str
    reason: str


def invite_many(
    addresses: Sequence[Address], *, group: Group | None, role: str = Role.MEMBER, by: Person
) -> tuple[list[Invitation], list[NotInvited]]:
    """Invite each address by itself: one that cannot be invited keeps back no other."""
    made, refused = [], []
    for address in addresses:
        try:
            invitation = invite(address.email, name=address.name, group=group, role=role, by=by)
            made.append(invitation)
        except Refused as reason:
            refused.append(NotInvited(address.line, str(reason)))
    return made, refused


@transaction.atomic
def invite(
    email: str, *, name: str = "", group: Group | None, role: str = Role.MEMBER, by: Person
) -> Invitation:
    """Invite one address; its letter leaves at once."""
    require(rules.can_invite(by))
    require(rules.can_invite_to(by, group, role))
    email = email.strip().lower()
    _require_unknown(email)

    invitation = Invitation(
        email=email, name=squeeze(name)[:80], group=group, role=role, invited_by=by
    )
    invitation.invited_at = now()
    invitation.renew(at=now())
    invitation.save()
    record(
        PersonInvited(invitation_id=invitation.pk, group_id=group.pk if group else None),
        by=by,
        about=invitation,
    )
    _send(invitation)
    return invitation


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """Send it again, open for another fortnight; whoever does answers for it from now on."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(rules.can_renew_invitation(by, invitation))

    invitation.renew(at=now())
    invitation.invited_by = by
    invitation.save(update_fields=["expires_at", "token_digest", "invited_by"])
    record(InvitationRenewed(invitation_id=invitation.pk), by=by, about=invitation)
    _send(invitation)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """Take it back: its link lets nobody in any more."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(rules.can_revoke_invitation(by, invitation))

    invitation.revoked_at = now()
    invitation.save(update_fields=["revoked_at"])
    record(InvitationRevoked(invitation_id=invitation.pk), by=by, about=invitation)
    return invitation


def _send(invitation: Invitation) -> None:
    """Have the letter written by a job, so that its link is in no row of the queue."""
    invitation.letters_count += 1
    invitation.save(update_fields=["letters_count"])
    schedule(
        send_invitation,
        subject=f"invitation:{invitation.pk}",
        payload={"invitation_id": invitation.pk, "letter": invitation.letters_count},
    )


def _require_unknown(email: str) -> None:
    known = Person.objects.filter(email__iexact=email).first()
    if known and known.is_active:
        raise Refused(_("%(name)s is here already.") % {"name": known.name})
    if known:
        raise Refused(
            _("%(name)s was here and left. An administrator can let them return.")
            % {"name": known.name}
        )
    if Invitation.objects.open(now()).filter(email=email).exists():
        raise Refused(_("This address has an open invitation. You can send it again."))
