"""Waking workers that sleep: by a bell inside this process, by NOTIFY between processes."""

from __future__ import annotations

import threading
from typing import Final

from django.db import connection, transaction

CHANNEL: Final = "manyhands_jobs"


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


bell: Final = Bell()


def wake_workers() -> None:
    """Tell every worker, once the transaction has committed, that there is something to do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    transaction.on_commit(bell.ring)
