"""The outbox as the only queue: leases, retries, parking, recurring jobs.

A worker takes the head of each (receiver, subject) line that is due, leases it, works, and writes effect and "done"
in one transaction. Killed in between, the lease runs out and another takes it; nothing is done half. What only adds
rows is done together, several in one transaction.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.saving import update_row, update_rows

from .events import event_of, key_of, listener, only_adds
from .lanes import Lane
from .models import Beat, Delivery, DeliveryState, Entry
from .models.delivery import LEASE, DeliveryQuerySet
from .wake import wake_workers

log = logging.getLogger(__name__)

# Clocks of two machines may differ by so much; what was set further ahead was set by a clock that ran ahead.
AHEAD: Final = timedelta(minutes=5)
# Eight tries within about a day: 10 s, 1 min, 5 min, 30 min, 2 h, 6 h, 15 h.
PAUSES: Final = (10, 60, 300, 1800, 7200, 21600, 54000)
MAX_ATTEMPTS: Final = len(PAUSES) + 1
# Seconds for which several share a transaction: on SQLite nobody else writes meanwhile.
LONGEST_TOGETHER: Final = 0.03

Job = Callable[..., None]
_jobs: dict[str, Job] = {}


_outward: dict[str, Lane] = {}


def outward_job(*, lane: Lane) -> Callable[[Job], Job]:
    """A job whose effect leaves the database (files, mail): run outside a transaction, so that no row stays locked
    meanwhile. At least once: it must be harmless when repeated after a kill.
    """

    def register(function: Job) -> Job:
        _outward[key_of(function)] = lane
        return job(function)

    return register


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job that comes back: its function and how often."""

    run: Callable[[], None]
    every: timedelta


_recurring: dict[str, Recurring] = {}


def job(function: Job) -> Job:
    """Let ``schedule`` name the function below; it is called with the payload as keywords."""
    _jobs[key_of(function)] = function
    return function


def every(*, minutes: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run the function below again and again. It must survive being run twice."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        _recurring[key_of(function)] = Recurring(function, timedelta(minutes=minutes))
        return function

    return register


Around = Callable[[], AbstractContextManager[object]]
_around: list[Around] = [nullcontext]


def work_within(around: Around) -> None:
    """Do each job within what this gives: the time zone of the organisation, which this floor does not know."""
    _around[:] = [around]


def schedule(
    function: Job, *, subject: str, payload: dict[str, Any], run_at: datetime | None = None
) -> Delivery:
    """Put a job into the outbox, in the caller's transaction."""
    key = key_of(function)
    if key not in _jobs:
        raise LookupError(f"{key} is not a job.")
    moment = now()
    due = run_at or moment
    delivery = Delivery.objects.create(
        receiver=key, subject=subject, payload=payload, run_at=due, set_at=moment
    )
    wake_workers(_lane_of(key), due=due)
    return delivery


def cancel(entry: Entry) -> int:
    """Recall what has not been delivered yet (undo). Returns how many deliveries were cancelled."""
    return entry.deliveries.open().update(state=DeliveryState.CANCELLED, done_at=now())


def retry_parked(delivery: Delivery) -> None:
    """Try a parked delivery again, from the beginning."""
    moment = now()
    Delivery.objects.parked().filter(pk=delivery.pk).update(
        state=DeliveryState.OPEN, attempts=0, run_at=moment, set_at=moment, leased_until=None
    )
    wake_workers(_lane_of(delivery.receiver), due=moment)


def lease_due(*, limit: int = 20, lane: Lane | None = None) -> list[Delivery]:
    """Take up to ``limit`` heads of lines that are due, of one lane or of all, so that no other worker does."""
    moment = now()
    asked = [moment, moment + 2 * LEASE], _named_for(lane)
    # A look holds nobody up; on SQLite only one may hold the pen.
    if not _heads(*asked, lane=lane, limit=1):
        return []
    with transaction.atomic():
        is_held = connection.vendor == "postgresql"
        taken = _heads(*asked, lane=lane, limit=limit, is_held=is_held)
        if taken:
            update_rows(Delivery, [one.pk for one in taken], leased_until=moment + LEASE)
    return taken


@kept_query
def _heads(
    at_and_beyond: list[datetime],
    receivers: list[str],
    *,
    lane: Lane | None,
    limit: int,
    is_held: bool = False,
) -> QuerySet[Delivery]:
    at, beyond = at_and_beyond
    older = Delivery.objects.open().filter(
        receiver=OuterRef("receiver"), subject=OuterRef("subject"), pk__lt=OuterRef("pk")
    )
    due = Delivery.objects.due(at, beyond).filter(_in_lane(lane, receivers))
    heads = due.filter(~Exists(older)).order_by("run_at", "pk")
    if is_held:
        heads = heads.select_for_update(skip_locked=True, of=("self",))
    return heads[:limit]


def from_the_future(moment: datetime) -> DeliveryQuerySet:
    """What was given its moment while the clock ran ahead."""
    return Delivery.objects.open().filter(set_at__gt=moment + AHEAD, run_at__gt=moment)


def pull_back(delivery: Delivery, moment: datetime) -> None:
    """Let it wait as long as was meant, from now on."""
    meant = max(delivery.run_at - (delivery.set_at or moment), timedelta())
    Delivery.objects.open().filter(pk=delivery.pk, run_at=delivery.run_at).update(
        run_at=moment + meant, set_at=moment
    )


def run_all(leased: Sequence[Delivery]) -> None:
    """Do what was leased: together what only adds rows, the others each by itself."""
    adding = [one for one in leased if only_adds(one.receiver)]
    others = [one for one in leased if not only_adds(one.receiver)]
    while len(adding) > 1:
        try:
            adding = _run_together(adding)
        except Exception:  # nothing of it was kept; by itself, one that fails fails alone
            log.info("Several jobs could not be done together", exc_info=True)
            break
    for one in (*adding, *others):
        run(one)


def _run_together(leased: Sequence[Delivery]) -> list[Delivery]:
    """As many as there is time for, in one transaction. Returns those that are left."""
    done: list[int] = []
    with transaction.atomic():
        held = _held([one.pk for one in leased])
        until = time.monotonic() + LONGEST_TOGETHER
        for one in held:
            _call(one)
            done.append(one.pk)
            if time.monotonic() > until:
                break
        update_rows(Delivery, done, **_as_done())
    return held[len(done) :]


def run(delivery: Delivery) -> bool:
    """Do one leased delivery. True when it succeeded; a failure is logged and retried later, never raised."""
    try:
        if delivery.receiver in _outward:
            _call(delivery)
        with transaction.atomic():
            held = next(iter(_held([delivery.pk])), None)
            if held is None:  # cancelled, or done by another after our lease ran out
                return True
            if delivery.receiver not in _outward:
                _call(held)
            update_row(Delivery, held.pk, **_as_done())
    except Exception as error:  # a receiver may fail in any way; it is kept and retried
        log.exception("%s failed", delivery)
        _put_off(delivery, error)
        return False
    return True


@kept_query
def _held(pks: list[int]) -> QuerySet[Delivery]:
    """Those that are still to be done, with what they are about."""
    return (
        Delivery.objects.open()
        .filter(pk__in=pks)
        .select_for_update(of=("self",))
        .select_related("entry")
        .order_by("pk")
    )


def _as_done() -> dict[str, Any]:
    return {"state": DeliveryState.DONE, "done_at": now(), "leased_until": None, "error": ""}


def run_recurring() -> int:
    """Run every recurring job that is due, each by one worker only. Returns how many ran."""
    moment, ran = now(), 0
    known = dict(_beats())
    for name, recurring in _recurring.items():
        if name not in known:
            Beat.objects.get_or_create(name=name, defaults={"due_at": moment})
        elif moment < known[name] <= moment + recurring.every:
            continue
        # A moment further ahead than the next time was set by a clock that ran ahead.
        claimed = Beat.objects.filter(name=name).exclude(
            due_at__gt=moment, due_at__lte=moment + recurring.every
        )
        if claimed.update(due_at=moment + recurring.every):
            ran += 1
            _run_safely(name, recurring.run)
    return ran


@kept_query
def _beats() -> QuerySet[Any, Any]:
    return Beat.objects.values_list("name", "due_at")


def next_due(*, after: datetime, lane: Lane | None = None) -> datetime | None:
    """The first moment after ``after`` at which something of the lane falls due; None when nothing waits.

    What was due before was taken already, or stands behind another in its line.
    """
    receivers = _named_for(lane)
    moments = [*_next_run(after, receivers, lane=lane), *_next_free(after, receivers, lane=lane)]
    if lane in (None, Lane.DESK):
        moments += _next_beat(after)
    return min(moments, default=None)


@kept_query
def _next_run(after: datetime, receivers: list[str], *, lane: Lane | None) -> QuerySet[Any, Any]:
    waiting = Delivery.objects.open().filter(_in_lane(lane, receivers), run_at__gt=after)
    return waiting.order_by("run_at").values_list("run_at", flat=True)[:1]


@kept_query
def _next_free(after: datetime, receivers: list[str], *, lane: Lane | None) -> QuerySet[Any, Any]:
    held = Delivery.objects.open().filter(_in_lane(lane, receivers), leased_until__gt=after)
    return held.order_by("leased_until").values_list("leased_until", flat=True)[:1]


@kept_query
def _next_beat(after: datetime) -> QuerySet[Any, Any]:
    return (
        Beat.objects.filter(due_at__gt=after)
        .order_by("due_at")
        .values_list("due_at", flat=True)[:1]
    )


def _lane_of(receiver: str) -> Lane:
    return _outward.get(receiver, Lane.DESK)


def _named_for(lane: Lane | None) -> list[str]:
    """The desk does whatever is not named here; the other lanes do what is."""
    return [key for key, own in _outward.items() if (own == lane) != (lane == Lane.DESK)]


def _in_lane(lane: Lane | None, receivers: list[str]) -> Q:
    if lane is None:
        return Q()
    named = Q(receiver__in=receivers)
    return ~named if lane == Lane.DESK else named


def _call(delivery: Delivery) -> None:
    with _around[0]():
        if delivery.entry is None:
            _jobs[delivery.receiver](**delivery.payload)
            return
        listening = listener(delivery.entry.kind, delivery.receiver)
        if listening is not None:  # a receiver that a newer version dropped has nothing left to do
            listening.receive(event_of(delivery.entry), delivery.entry)


def _put_off(delivery: Delivery, error: Exception) -> None:
    attempts = delivery.attempts + 1
    hopeless = attempts >= MAX_ATTEMPTS
    pause = timedelta(seconds=PAUSES[min(attempts, len(PAUSES)) - 1])
    moment = now()
    Delivery.objects.filter(Q(pk=delivery.pk), state=DeliveryState.OPEN).update(
        attempts=attempts,
        state=DeliveryState.PARKED if hopeless else DeliveryState.OPEN,
        run_at=moment + pause,
        set_at=moment,
        leased_until=None,
        error=f"{type(error).__name__}: {error}"[:500],
    )


def _run_safely(name: str, function: Callable[[], None]) -> None:
    try:
        with _around[0]():
            function()
    except Exception:  # one failing sweep must not stop the others; it comes back
        log.exception("The recurring job %s failed", name)
