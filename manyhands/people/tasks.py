"""What people's acts leave for later. Each survives being run twice."""

from __future__ import annotations

from manyhands.journal.lanes import Lane
from manyhands.journal.queue import every, outward_job
from manyhands.kernel.clock import now

from .letters import post_invitation, post_new_address, post_new_password
from .models import Invitation, Person
from .sessions import forget_expired


@outward_job(lane=Lane.DESK)
def send_invitation(invitation_id: int, letter: int) -> None:
    """Write and post the letter, unless the invitation was used or taken back meanwhile."""
    invitation = (
        Invitation.objects.select_related("invited_by", "group").filter(pk=invitation_id).first()
    )
    if invitation is not None and invitation.is_open(now()):
        post_invitation(invitation, letter=letter)


@outward_job(lane=Lane.DESK)
def send_new_password(person_id: int, letter: str) -> None:
    """Write and post the link, to who still works here."""
    person = Person.objects.active().filter(pk=person_id).first()
    if person is not None:
        post_new_password(person, letter=letter)


@outward_job(lane=Lane.DESK)
def send_new_address(person_id: int, letter: str) -> None:
    """Write and post the link, unless it was taken back, or the address is somebody else's."""
    person = Person.objects.active().filter(pk=person_id).exclude(next_email="").first()
    if person and not Person.objects.filter(email__iexact=person.next_email).exists():
        post_new_address(person, letter=letter)


@every(minutes=24 * 60)
def forget_sessions_that_ended() -> None:
    """Nobody can use them any more."""
    forget_expired()
