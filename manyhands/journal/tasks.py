"""What the outbox does for itself."""

from __future__ import annotations

from manyhands.kernel.clock import now

from .queue import every, from_the_future, pull_back


@every(minutes=10)
def pull_back_from_the_future() -> None:
    """What was given its moment while the clock ran ahead waits as long as was meant, not until that moment comes."""
    moment = now()
    for delivery in from_the_future(moment).iterator():
        pull_back(delivery, moment)
