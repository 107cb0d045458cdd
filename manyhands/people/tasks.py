"""What people's acts leave for later. Each survives being run twice."""

from __future__ import annotations

from manyhands.journal.queue import every, outward_job
from manyhands.kernel.clock import now

from .letters import post_invitation
from .models import Invitation
from .sessions import forget_expired


@outward_job
def send_invitation(invitation_id: int, letter: int) -> None:
    """Write and post the letter, unless the invitation was used or taken back meanwhile."""
    invitation = (
        Invitation.objects.select_related("invited_by", "group").filter(pk=invitation_id).first()
    )
    if invitation is not None and invitation.is_open(now()):
        post_invitation(invitation, letter=letter)


@every(minutes=24 * 60)
def forget_sessions_that_ended() -> None:
    """Nobody can use them any more."""
    forget_expired()
