"""A clock that ran ahead and was put right again: nothing waits for a moment that is a year away."""

from __future__ import annotations

import pytest

from manyhands.journal import queue
from manyhands.journal.models import Beat, Delivery
from tests.factories_needs import a_need

done: list[int] = []


@queue.job
def note_number(number: int) -> None:
    done.append(number)


@pytest.fixture(autouse=True)
def nothing_done_yet():
    done.clear()


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
