"""Whether every shared document can be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pycrdt import Doc

from manyhands.journal.checking import Difference, check

from . import store
from .models import Room, Update


@check("Drafts")
def snapshots() -> Iterator[Difference]:
    for room in Room.objects.order_by("pk").iterator(chunk_size=50):
        if room.snapshot and not _can_be_applied(bytes(room.snapshot)):
            yield Difference(
                where=f"Draft {room.key}",
                what="What was written in it cannot be read any more.",
                advice="Put the database back from a backup, or begin the draft anew.",
            )


@check("Drafts")
def updates() -> Iterator[Difference]:
    for update in Update.objects.select_related("room").defer("room__snapshot").iterator():
        if not _can_be_applied(bytes(update.data)):
            yield Difference(
                where=f"Draft {update.room.key}",
                what=f"A change from {update.made_at:%d %B %Y %H:%M} UTC cannot be read, "
                "and is left out.",
                mend=partial(_leave_out, update),
            )


def _can_be_applied(data: bytes) -> bool:
    try:
        Doc().apply_update(data)
    except Exception:  # noqa: BLE001 - whatever it stumbles over, it is not an update
        return False
    return True


def _leave_out(update: Update) -> str:
    """The words around it stay; a change that cannot be read never stood in the document."""
    Update.objects.filter(pk=update.pk).delete()
    store.compact(update.room.key)
    return "Taken out; everything else in the draft is kept."
