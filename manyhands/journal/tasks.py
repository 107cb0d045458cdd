"""What the outbox does for itself, and for the database in which it stands."""

from __future__ import annotations

from django.db import connection

from manyhands.kernel.clock import now
from manyhands.kernel.statistics import look_at_tables

from .queue import every, from_the_future, pull_back


@every(minutes=10)
def pull_back_from_the_future() -> None:
    """What was given its moment while the clock ran ahead waits as long as was meant, not until that moment comes."""
    moment = now()
    for delivery in from_the_future(moment).iterator():
        pull_back(delivery, moment)


@every(minutes=24 * 60)
def look_at_tables_again() -> None:
    """How much stands in them. PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        look_at_tables()
