"""What only adds rows is done several at a time: the effects, the order and the failures are those of one at a time."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.journal import queue
from manyhands.journal.models import Delivery, DeliveryState, Entry
from manyhands.kernel.clock import now


@queue.job
def add(number: int) -> None:
    """Its effect is one entry; an odd number cannot be added."""
    Entry.objects.create(
        kind="tests.added",
        subject_type="tests.line",
        subject_id=1,
        facts={"number": number},
        happened_at=now(),
    )
    if number % 2:
        raise ValueError("odd")


def _schedule(number: int) -> Delivery:
    return queue.schedule(add, subject=f"line:{number}", payload={"number": number})


def _added() -> list[int]:
    entries = Entry.objects.filter(kind="tests.added").order_by("pk")
    return [facts["number"] for facts in entries.values_list("facts", flat=True)]


def _states() -> list[tuple[str, int]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "attempts"))


@pytest.fixture(autouse=True)
def adding(db, monkeypatch):
    """The job says that it only adds rows."""
    monkeypatch.setattr(queue, "only_adds", lambda key: key == queue.key_of(add))


def test_many_are_done_at_once_and_each_once(monkeypatch):
    monkeypatch.setattr(queue, "LONGEST_TOGETHER", 60.0)  # however busy the machine is
    for number in (0, 2, 4, 6):
        _schedule(number)
    with CaptureQueriesContext(connection) as asked:
        queue.run_all(queue.lease_due())

    assert _added() == [0, 2, 4, 6]
    assert _states() == [(DeliveryState.DONE, 0)] * 4
    said_done = [one for one in asked.captured_queries if one["sql"].startswith("UPDATE")]
    assert len(said_done) == 2  # leased, done


def test_one_that_fails_fails_alone():
    for number in (0, 1, 2):
        _schedule(number)
    queue.run_all(queue.lease_due())

    assert sorted(_added()) == [0, 2]
    assert _states() == [(DeliveryState.DONE, 0), (DeliveryState.OPEN, 1), (DeliveryState.DONE, 0)]


def test_what_was_cancelled_meanwhile_is_left_out():
    jobs = [_schedule(number) for number in (0, 2, 4)]
    leased = queue.lease_due()
    Delivery.objects.filter(pk=jobs[1].pk).update(state=DeliveryState.CANCELLED)
    queue.run_all(leased)

    assert _added() == [0, 4]


def test_all_cancelled_is_nothing_to_do():
    for number in (0, 2):
        _schedule(number)
    leased = queue.lease_due()
    Delivery.objects.update(state=DeliveryState.CANCELLED)
    queue.run_all(leased)

    assert _added() == []


def test_nobody_is_held_up_for_long(monkeypatch):
    """When the time is over, what is left is done in another transaction."""
    monkeypatch.setattr(queue, "LONGEST_TOGETHER", -1.0)
    portions = []
    together = queue._run_together

    def watched(leased):
        left = together(leased)
        portions.append(len(leased) - len(left))
        return left

    monkeypatch.setattr(queue, "_run_together", watched)
    for number in (0, 2, 4):
        _schedule(number)
    queue.run_all(queue.lease_due())

    assert _added() == [0, 2, 4]
    assert portions == [1, 1]  # the last needs no company


def test_what_changes_rows_is_done_by_itself(monkeypatch):
    monkeypatch.setattr(queue, "only_adds", lambda key: False)
    done = []
    monkeypatch.setattr(queue, "run", lambda delivery: done.append(delivery.payload["number"]))
    monkeypatch.setattr(queue, "_run_together", partial(pytest.fail, "together"))
    for number in (0, 2):
        _schedule(number)
    queue.run_all(queue.lease_due())

    assert done == [0, 2]
