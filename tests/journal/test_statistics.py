"""SQLite looks once a day how much stands in its tables, or else it would choose by what was there at first."""

from __future__ import annotations

import pytest
from django.db import connection

from manyhands.journal import queue
from tests.factories import someone


def people_known() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'people_person'")
        return max(int(row[0].split()[0]) for row in cursor.fetchall())


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL does so by itself")
def test_each_day_the_tables_are_looked_at_again(cast, travel):
    queue.run_recurring()
    before = people_known()
    for n in range(5):
        someone(f"Ada Lind {n}", cast.north)

    queue.run_recurring()
    assert people_known() == before

    travel(days=1, minutes=1)
    queue.run_recurring()
    assert people_known() == before + 5
