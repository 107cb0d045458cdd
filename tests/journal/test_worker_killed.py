"""`kill -9` in the middle of the work: nothing is lost, each effect happens once, each line in order."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict

import pytest
from django.db import transaction

from manyhands.journal import queue
from manyhands.journal.models import Delivery, DeliveryState, Entry
from tests.journal.work import database_address, leave_a_mark

LINES, JOBS = 12, 240


@pytest.fixture
def work(transactional_db, tmp_path):
    """Start a worker process on this test's database; all are gone at the end."""
    running = []

    def start(*how: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", "from tests.journal.work import main; main()", *how],
            env={
                **os.environ,
                "MANYHANDS_DATA": str(tmp_path),
                "MANYHANDS_DATABASE": database_address(),
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "working\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("how", [[], ["together"]], ids=["one by one", "together"])
def test_workers_killed_in_the_middle_lose_and_double_nothing(work, how):
    queue.job(leave_a_mark)
    with transaction.atomic():
        for number in range(JOBS):
            subject = number % LINES
            payload = {"number": number, "subject": subject}
            queue.schedule(leave_a_mark, subject=f"line:{subject}", payload=payload)

    workers = [work(*how), work(*how)]
    for wanted in (40, 100, 160):
        _until_done(wanted)
        workers.pop(0).kill()
        workers.append(work(*how))
    _until_done(JOBS)

    marks = defaultdict(list)
    for entry in Entry.objects.filter(kind="tests.mark").order_by("pk"):
        marks[entry.subject_id].append(entry.facts["number"])
    assert marks == {line: list(range(line, JOBS, LINES)) for line in range(LINES)}


def _until_done(wanted: int) -> None:
    deadline = time.monotonic() + 180
    while Delivery.objects.filter(state=DeliveryState.DONE).count() < wanted:
        assert time.monotonic() < deadline, "The work never ends."
        time.sleep(0.01)
