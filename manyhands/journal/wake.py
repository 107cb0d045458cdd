"""Waking workers that sleep: by an event inside this process, by NOTIFY between processes."""

from __future__ import annotations

import threading
from typing import Final

from django.db import connection, transaction

CHANNEL: Final = "manyhands_jobs"
work_waits: Final = threading.Event()


def wake_workers() -> None:
    """Tell every worker, once the transaction has committed, that there is something to do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    transaction.on_commit(work_waits.set)
