"""The loop that does what waits in the outbox, in a thread of the server or in a process of its own."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from manyhands.kernel.clock import now

from . import queue
from .wake import work_waits

log = logging.getLogger(__name__)

# Wakings are announced; looking by oneself is the safety net, and how travelled time is noticed.
LOOK_AGAIN: Final = 15.0
LOOK_AGAIN_WHEN_TRAVELLING: Final = 0.5
SHORTEST_SLEEP: Final = 0.05
BATCH: Final = 5
PAUSE_WITHOUT_DATABASE: Final = 2.0


class Worker:
    """Takes what is due, does it, sleeps until more is. Any number may run at once."""

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Finish what is at hand and end. From any thread, also from a signal's handler."""
        self._stopping.set()
        work_waits.set()

    def run(self) -> None:
        """Work until told to stop. The database may go away and come back meanwhile."""
        while not self._stopping.is_set():
            try:
                work_waits.clear()  # before looking: what comes meanwhile wakes us again
                looked_at = now()
                if not self._one_turn():
                    work_waits.wait(_sleep(looked_at))
            except (DatabaseError, InterfaceError) as error:
                log.warning("The database does not take what is written; jobs wait: %s", error)
                self._rest()
            except Exception:  # nobody would notice that the jobs stand still: it goes on
                log.exception("The worker stumbled; jobs wait")
                self._rest()
            finally:
                close_old_connections()
        connection.close()

    def _rest(self) -> None:
        connection.close()
        self._stopping.wait(PAUSE_WITHOUT_DATABASE)

    def _one_turn(self) -> int:
        """Do one batch of what is due. Returns how many were taken."""
        taken = queue.run_recurring()
        for delivery in queue.lease_due(limit=BATCH):
            queue.run(delivery)
            taken += 1
        return taken


def _sleep(looked_at: datetime) -> float:
    longest = LOOK_AGAIN_WHEN_TRAVELLING if settings.TIME_TRAVEL_FILE else LOOK_AGAIN
    due = queue.next_due(after=looked_at)
    if due is None:
        return longest
    return min(max((due - now()).total_seconds(), SHORTEST_SLEEP), longest)
