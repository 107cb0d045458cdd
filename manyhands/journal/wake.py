"""Waking workers that sleep: by a bell for each lane inside this process, by a word to the other processes."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Final

from django.db import transaction

from manyhands.kernel.clock import now

from .between import hear, tell_others
from .lanes import Lane

CHANNEL: Final = "jobs"
# Wakings are announced; looking by oneself is the safety net. So what is due later needs no waking: it is seen by then.
LOOK_AGAIN: Final = 15.0


class Bell:
    """Rung when work comes. Any number of threads may sleep by it; each knows the last ring it heard."""

    def __init__(self) -> None:
        self._rung = threading.Condition()
        self._times = 0

    @property
    def times(self) -> int:
        """How often it rang so far."""
        return self._times

    def ring(self) -> None:
        with self._rung:
            self._times += 1
            self._rung.notify_all()

    def wait(self, longest: float, *, heard: int) -> None:
        """Sleep until it rings, or rang since it had rung ``heard`` times."""
        with self._rung:
            self._rung.wait_for(lambda: self._times != heard, timeout=longest)


bells: Final = {lane: Bell() for lane in Lane}


def wake_workers(lane: Lane, *, due: datetime) -> None:
    """Tell the lane's workers, once the transaction has committed, that there is something to do."""
    if (due - now()).total_seconds() > LOOK_AGAIN:
        return
    tell_others(CHANNEL, lane.value)
    transaction.on_commit(bells[lane].ring)


def heard(lane: str) -> None:
    """Another process has work for this lane; a word that no lane has (an older version's) is for all."""
    for one, bell in bells.items():
        if one == lane or lane not in bells:
            bell.ring()


hear(CHANNEL, heard, missed=lambda: heard(""))
