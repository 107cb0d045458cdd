"""How every action begins and ends: the need held, then saved with what it keeps about itself."""

from __future__ import annotations

from manyhands.needs.keeping import refresh
from manyhands.needs.live import boards_with
from manyhands.needs.models import Need
from manyhands.web.live.hub import publish

STATE = ("state", "first_offer_at")


def hold(need: Need) -> Need:
    """The need as it is now, held until the transaction ends."""
    return Need.objects.locked(need.pk)


def keep(need: Need, *fields: str) -> None:
    """Save these fields, count anew what it keeps, and let open pages know."""
    if fields:
        need.save(update_fields=list(fields))
    refresh(need)
    publish(f"need:{need.pk}", "changed")
    for board in boards_with(need):
        publish(board, "board")
