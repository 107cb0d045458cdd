"""What people's acts leave for later. Each survives being run twice."""

from __future__ import annotations

from manyhands.journal.queue import outward_job
from manyhands.kernel.clock import now

from .letters import post_invitation
from .models import Invitation


@outward_job
def send_invitation(invitation_id: int, letter: int) -> None:
    """Write and post the letter, unless the invitation was used or taken back meanwhile."""
    invitation = (
        Invitation.objects.select_related("invited_by", "group").filter(pk=invitation_id).first()
    )
    if invitation is not None and invitation.is_open(now()):
        post_invitation(invitation, letter=letter)
