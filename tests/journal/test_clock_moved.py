"""A clock that ran ahead and was put right again: nothing waits for a moment that is a year away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from manyhands.journal import queue
from manyhands.journal.models import Beat, Delivery
from manyhands.kernel.clock import now
from manyhands.needs import actions
from tests.factories_needs import a_need

done: list[int] = []
failed: list[int] = []


@queue.job
def note_number(number: int) -> None:
    done.append(number)


@queue.job
def fail_once() -> None:
    failed.append(1)
    if len(failed) == 1:
        raise ValueError("not yet")
    done.append(0)


@pytest.fixture(autouse=True)
def nothing_done_yet():
    done.clear()
    failed.clear()


def test_what_recurs_goes_on_after_the_clock_came_back(db, travel):
    travel(days=400)
    queue.run_recurring()
    travel(days=-400)

    assert queue.run_recurring() == Beat.objects.count()


def test_what_recurs_still_waits_its_time(db):
    queue.run_recurring()

    assert queue.run_recurring() == 0


def test_a_lease_taken_ahead_is_over_when_the_clock_came_back(db, travel):
    queue.schedule(note_number, subject="line:1", payload={"number": 1})
    travel(hours=3)
    queue.lease_due()  # by a worker that is killed now
    travel(hours=-3)

    for delivery in queue.lease_due():
        queue.run(delivery)

    assert done == [1]


def test_what_was_written_ahead_is_told_now(cast, travel, deliver):
    travel(days=400)
    a_need(cast.salma, "hand over a night shift", cast.north)
    travel(days=-400)
    assert Delivery.objects.open().exists()

    deliver()  # from now on it waits the thirty seconds that were meant
    deliver()

    assert not Delivery.objects.open().exists()


def test_back_and_forth_tells_once(cast, travel, deliver):
    a_need(cast.salma, "hand over a night shift", cast.north)
    travel(hours=-5)
    deliver()
    told = cast.nora.notices.count()
    travel(days=3)
    deliver()
    travel(days=-3)
    deliver()

    assert cast.nora.notices.count() == 1 >= told


def test_a_job_written_ahead_waits_as_long_as_was_meant(db, travel, deliver):
    travel(days=400)
    queue.schedule(note_number, subject="line:1", payload={"number": 1})
    tomorrow = now() + timedelta(days=1)
    queue.schedule(note_number, subject="line:2", payload={"number": 2}, run_at=tomorrow)
    travel(days=-400)

    deliver()
    assert done == [1]

    travel(days=1)
    deliver()
    assert done == [1, 2]


def test_a_job_for_a_far_day_waits_for_it(db, travel, deliver):
    far = now() + timedelta(days=300)
    queue.schedule(note_number, subject="line:1", payload={"number": 1}, run_at=far)

    deliver()
    assert done == []

    travel(days=300)
    deliver()
    assert done == [1]


def test_a_try_put_off_ahead_comes_soon(db, travel, deliver):
    job = queue.schedule(fail_once, subject="line:1", payload={})
    travel(days=400)
    deliver()
    job.refresh_from_db()
    assert job.attempts == 1
    travel(days=-400)

    deliver()
    travel(seconds=11)
    deliver()

    assert done == [0]


def test_a_notice_told_ahead_is_mailed_today(cast, travel, deliver, mailbox):
    need = a_need(cast.salma, "hand over a night shift", cast.north)
    travel(days=400)
    actions.offer_answer(need, by=cast.amara)
    deliver()
    travel(days=-400)

    deliver()
    travel(minutes=12)
    deliver()

    assert "salma@ferrow.example" in [mail.to[0] for mail in mailbox]
