"""What of the outbox stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Final

from django.utils.timezone import localtime

from manyhands.kernel.clock import now

from . import queue
from .checking import Difference, check
from .models import Delivery

# A worker looks every fifteen seconds, and a lease lasts five minutes.
TOO_LATE: Final = timedelta(minutes=15)
MOST_NAMED: Final = 100


@check("Jobs")
def parked() -> Iterator[Difference]:
    """What failed eight times over a day."""
    for delivery in Delivery.objects.parked().order_by("pk")[:MOST_NAMED]:
        yield Difference(
            where=str(delivery),
            what=f"It failed {delivery.attempts} times and is tried no more: {delivery.error}",
            mend=partial(_try_again, delivery),
        )


@check("Jobs")
def left_lying() -> Iterator[Difference]:
    """What should have begun long ago: nobody works, or who held it died and nobody took it over."""
    moment = now()
    late = Delivery.objects.due(moment - TOO_LATE).order_by("run_at", "pk")
    for delivery in [one for one in late[:MOST_NAMED] if not _stands_behind_another(one)]:
        held = " Who held it gave no sign since." if delivery.leased_until else ""
        yield Difference(
            where=str(delivery),
            what=f"It should have begun at {localtime(delivery.run_at):%d %B %H:%M}.{held}",
            advice="See that “manyhands serve” or “manyhands worker” runs.",
        )


@check("Jobs")
def from_the_future() -> Iterator[Difference]:
    """What was written while the clock ran ahead waits for a moment that is still to come."""
    for delivery in queue.from_the_future(now())[:MOST_NAMED]:
        yield Difference(
            where=str(delivery),
            what="It was written while the clock ran ahead, and waits until "
            f"{localtime(delivery.run_at):%d %B %Y %H:%M}.",
            mend=partial(_pull_back, delivery),
        )


def _stands_behind_another(delivery: Delivery) -> bool:
    older = Delivery.objects.open().filter(
        receiver=delivery.receiver, subject=delivery.subject, pk__lt=delivery.pk
    )
    return older.exists()


def _try_again(delivery: Delivery) -> str:
    queue.retry_parked(delivery)
    return "It is tried again from the beginning."


def _pull_back(delivery: Delivery) -> str:
    queue.pull_back(delivery, now())
    return "It waits as long as was meant, from now on."
