"""The loop that does what waits in the outbox, in threads of the server or in a process of its own."""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from manyhands.kernel.clock import now

from . import queue
from .lanes import Lane
from .wake import LOOK_AGAIN, bells

log = logging.getLogger(__name__)

# How travelled time is noticed.
LOOK_AGAIN_WHEN_TRAVELLING: Final = 0.5
# What falls due one after the other by the clock is done together; what rings is done at once.
SHORTEST_SLEEP: Final = 0.2
# Of what may take long, one at a time: what is leased and not begun would wait for whoever holds it.
BATCHES: Final = {Lane.DESK: 20, Lane.LONG: 1, Lane.POST: 1}
PAUSE_WITHOUT_DATABASE: Final = 2.0
LONGEST_GOODBYE: Final = 4.0


class Worker:
    """Takes what is due, does it, sleeps until more is. Any number may run at once.

    Each lane has a thread of its own, so that a mail server that hangs holds up mails and nothing else.
    """

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Finish what is at hand and end. From any thread, also from a signal's handler."""
        self._stopping.set()
        for bell in bells.values():
            bell.ring()

    def run(self) -> None:
        """Work until told to stop. The database may go away and come back meanwhile."""
        beside = [
            threading.Thread(target=self._work, args=[lane], name=f"worker-{lane}", daemon=True)
            for lane in (Lane.LONG, Lane.POST)
        ]
        for thread in beside:
            thread.start()
        self._work(Lane.DESK)
        # What does not end in time (a mail on its way) is left: its lease runs out, and it is done again.
        deadline = time.monotonic() + LONGEST_GOODBYE
        for thread in beside:
            thread.join(max(deadline - time.monotonic(), 0))

    def _work(self, lane: Lane) -> None:
        bell = bells[lane]
        while not self._stopping.is_set():
            try:
                # Before looking: what comes meanwhile wakes us.
                heard, looked_at = bell.times, now()
                if not self._one_turn(lane):
                    bell.wait(_sleep(lane, looked_at), heard=heard)
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

    def _one_turn(self, lane: Lane) -> int:
        """Do one batch of what is due. Returns how many were taken."""
        taken = queue.run_recurring() if lane == Lane.DESK else 0
        leased = queue.lease_due(limit=BATCHES[lane], lane=lane)
        queue.run_all(leased)
        return taken + len(leased)


def _sleep(lane: Lane, looked_at: datetime) -> float:
    longest = LOOK_AGAIN_WHEN_TRAVELLING if settings.TIME_TRAVEL_FILE else LOOK_AGAIN
    due = queue.next_due(after=looked_at, lane=lane)
    if due is None:
        return longest
    return min(max((due - now()).total_seconds(), SHORTEST_SLEEP), longest)
