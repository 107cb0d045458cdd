"""SQLite is asked in its own words, which are found once for each statement."""

from __future__ import annotations

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL reads “%s” itself"),
]


@pytest.mark.parametrize("value", ["first", "second %s ?"])
def test_the_same_words_are_asked_with_other_values(value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, '100 %%'", [value])
        assert cursor.fetchone() == (value, "100 %")


def test_values_may_come_by_name():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %(this)s", {"this": 1})
        assert cursor.fetchone() == (1,)


def test_many_rows_are_written_as_ever():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE some_rows (said)")
        cursor.executemany("INSERT INTO some_rows VALUES (%s)", [["a"], ["b"]])
        cursor.execute("SELECT said FROM some_rows ORDER BY said")
        assert cursor.fetchall() == [("a",), ("b",)]
        cursor.execute("DROP TABLE some_rows")
