"""A worker in a process of its own, with a job that only tests have."""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def leave_a_mark(number: int, subject: int) -> None:
    """The effect that is counted: one entry."""
    from manyhands.journal.models import Entry
    from manyhands.kernel.clock import now

    Entry.objects.create(
        kind="tests.mark",
        subject_type="tests.line",
        subject_id=subject,
        facts={"number": number},
        happened_at=now(),
    )
    time.sleep(0.002)


def main() -> None:
    import django

    django.setup()

    from manyhands.journal import queue
    from manyhands.journal.worker import Worker

    queue.job(leave_a_mark)
    if "together" in sys.argv:
        queue.only_adds = lambda key: key == queue.key_of(leave_a_mark)
    queue.LEASE = timedelta(seconds=1)
    sys.stdout.write("working\n")
    sys.stdout.flush()
    Worker().run()


def database_address() -> str:
    """The database of this test, as a setting for another process."""
    from django.db import connection

    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgresql://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}"
