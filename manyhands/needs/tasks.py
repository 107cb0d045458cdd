from __future__ import annotations

from manyhands.journal.queue import every

from . import actions, pairs
from .keeping import refresh_all, weigh_all
from .models import Need


@every(minutes=60)
def weigh_needs() -> None:
    """Waiting costs more by the hour."""
    weigh_all()


@every(minutes=10)
def ask_who_is_due() -> None:
    """ "Did it solve your need?", to those whose day it is."""
    actions.ask_who_is_due()


@every(minutes=60 * 24)
def show_needs_anew() -> None:
    """Groups and topics may have gone or changed their names."""
    refresh_all(Need.objects.all())


@every(minutes=60 * 24)
def look_for_pairs() -> None:
    """Needs that may be one; proposals about what waits no longer go."""
    pairs.sweep()
