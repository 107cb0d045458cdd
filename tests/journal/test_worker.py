from __future__ import annotations

import threading
import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import InternalError, OperationalError, transaction

from manyhands.journal import queue, wake
from manyhands.journal.models import Beat, Delivery, DeliveryState
from manyhands.journal.worker import Worker
from manyhands.kernel.clock import now

done: list[int] = []


@queue.job
def note(number: int) -> None:
    done.append(number)


@queue.job
def fail() -> None:
    raise ValueError("the mail server is away")


@pytest.fixture(autouse=True)
def nothing_done_yet():
    done.clear()


@pytest.fixture
def worker(transactional_db):
    """A worker in a thread, as the server embeds it."""
    worker = Worker()
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    yield worker
    worker.stop()
    thread.join(5)
    assert not thread.is_alive()


def _soon(happened) -> bool:
    deadline = time.monotonic() + 5
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(happened())


def test_a_sleeping_worker_wakes_when_work_comes(worker, monkeypatch):
    monkeypatch.setattr("manyhands.journal.worker.LOOK_AGAIN_WHEN_TRAVELLING", 60.0)
    time.sleep(0.7)  # let the look it has begun with end
    began = time.monotonic()
    with transaction.atomic():
        queue.schedule(note, subject="line:1", payload={"number": 1})

    assert _soon(lambda: done)
    assert time.monotonic() - began < 2


@pytest.fixture
def rung(monkeypatch):
    """Which lanes were woken."""
    lanes: list[str] = []
    for lane, bell in wake.bells.items():
        monkeypatch.setattr(bell, "ring", partial(lanes.append, lane.value))
    return lanes


def test_only_the_lane_that_has_work_is_woken(db, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue.schedule(note, subject="line:1", payload={"number": 1})
    assert rung == ["desk"]


def test_what_is_seen_in_time_anyway_wakes_nobody(db, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        later = now() + timedelta(seconds=30)
        queue.schedule(note, subject="line:1", payload={"number": 1}, run_at=later)
    assert rung == []


@pytest.mark.parametrize(("said", "woken"), [("post", ["post"]), ("", ["desk", "long", "post"])])
def test_another_process_says_whom_to_wake(rung, said, woken):
    """An older version says nothing: then all are."""
    wake.heard(said)
    assert rung == woken


def test_travelled_time_is_noticed(worker, travel, django_db_blocker):
    with transaction.atomic():
        queue.schedule(
            note, subject="line:1", payload={"number": 1}, run_at=now().replace(year=2090)
        )
    assert not done

    travel(days=366 * 70)

    assert _soon(lambda: done)


def test_the_database_may_go_away_and_come_back(monkeypatch, worker):
    real, calls = queue.lease_due, []

    def away_twice(**options):
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("gone")
        return real(**options)

    monkeypatch.setattr("manyhands.journal.worker.PAUSE_WITHOUT_DATABASE", 0.05)
    monkeypatch.setattr(queue, "lease_due", away_twice)
    with transaction.atomic():
        queue.schedule(note, subject="line:1", payload={"number": 1})

    assert _soon(lambda: done)


@pytest.mark.parametrize("error", [InternalError("read-only transaction"), OSError("disk full")])
def test_no_failure_ends_the_worker(monkeypatch, worker, error):
    real, calls = queue.lease_due, []

    def stumble_once(**options):
        calls.append(1)
        if len(calls) == 1:
            raise error
        return real(**options)

    monkeypatch.setattr("manyhands.journal.worker.PAUSE_WITHOUT_DATABASE", 0.05)
    monkeypatch.setattr(queue, "lease_due", stumble_once)
    with transaction.atomic():
        queue.schedule(note, subject="line:1", payload={"number": 1})

    assert _soon(lambda: done)


def test_a_failing_job_is_parked_after_eight_tries_over_a_day(db, deliver, travel):
    job = queue.schedule(fail, subject="line:1", payload={})
    tried_at = []
    for _ in range(queue.MAX_ATTEMPTS):
        job.refresh_from_db()
        tried_at.append(now())
        deliver()
        travel(hours=16)

    job.refresh_from_db()
    assert (job.state, job.attempts) == (DeliveryState.PARKED, 8)
    assert sum(queue.PAUSES) == pytest.approx(86400, rel=0.1)
    assert "the mail server is away" in job.error


def test_behind_a_parked_one_the_line_goes_on(db, deliver):
    parked = queue.schedule(fail, subject="line:1", payload={})
    Delivery.objects.filter(pk=parked.pk).update(state=DeliveryState.PARKED)
    queue.schedule(note, subject="line:1", payload={"number": 2})

    deliver()

    assert done == [2]


def test_a_failure_holds_up_its_own_line_only(db, deliver):
    queue.schedule(fail, subject="line:1", payload={})
    queue.schedule(note, subject="line:1", payload={"number": 1})
    queue.schedule(note, subject="line:2", payload={"number": 2})
    other = queue.schedule(fail, subject="line:2", payload={})

    deliver()

    assert done == [1, 2]
    other.refresh_from_db()
    assert other.state == DeliveryState.OPEN


def test_what_waits_behind_a_failure_is_no_reason_to_wake(db):
    Beat.objects.all().delete()
    first = queue.schedule(note, subject="line:1", payload={"number": 1})
    queue.schedule(note, subject="line:1", payload={"number": 2})
    later = now().replace(year=2090)
    Delivery.objects.filter(pk=first.pk).update(run_at=later)

    assert queue.next_due(after=now()) == later
