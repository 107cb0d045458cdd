"""What is asked again and again is planned once, on each connection to PostgreSQL."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection

from manyhands.journal.models import Entry
from manyhands.journal.prepared import MOST_PREPARED

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite plans in the process itself"
)


@only_postgresql
def test_what_was_asked_often_is_prepared(db):
    asked_often = settings.DATABASES["default"]["OPTIONS"]["prepare_threshold"] + 1
    for number in range(asked_often):
        list(Entry.objects.filter(kind="tests.prepared", subject_id=number))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%FROM "journal_entry"%"subject_id" = $2%'],
        )
        assert cursor.fetchone() == (1,)


@only_postgresql
def test_more_are_kept_than_the_pages_ask_in_turn(db):
    connection.ensure_connection()

    assert connection.connection.prepared_max == MOST_PREPARED
