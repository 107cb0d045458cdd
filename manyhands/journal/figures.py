"""How the outbox does, in a few questions that cost the same however much is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from manyhands.kernel.clock import now

from .models import Delivery, DeliveryState

LATELY: Final = timedelta(minutes=5)
# Further nobody counts: that it is too much is known by then.
MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class JobFigures:
    waiting: int
    oldest_waiting_seconds: float
    parked: int
    done_lately: dict[str, int]


def job_figures() -> JobFigures:
    """What waits, what was given up, and what was done of what fell due lately."""
    moment = now()
    due = Delivery.objects.open().filter(run_at__lte=moment)
    first = due.order_by("run_at", "pk").values_list("run_at", flat=True).first()
    # By when they were due: the outbox's one index over everything begins with state and that.
    lately = Delivery.objects.filter(
        state=DeliveryState.DONE, run_at__gt=moment - LATELY, run_at__lte=moment
    )
    kinds = lately.order_by("-run_at", "-pk").values_list("receiver", flat=True)
    return JobFigures(
        waiting=due[:MOST].count(),
        oldest_waiting_seconds=(moment - first).total_seconds() if first else 0.0,
        parked=Delivery.objects.parked()[:MOST].count(),
        done_lately=dict(Counter(kinds[:MOST])),
    )
