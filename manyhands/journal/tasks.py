"""What the outbox does for itself."""

from __future__ import annotations

from manyhands.kernel.clock import now

from .queue import every, from_the_future


@every(minutes=10)
def pull_back_from_the_future() -> None:
    """What was written while the clock ran ahead is done now, not when that moment comes."""
    from_the_future(now()).update(run_at=now())
