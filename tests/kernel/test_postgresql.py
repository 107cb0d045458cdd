"""What comes back is planned once on each connection to PostgreSQL, all else for its values."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import QuerySet

from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.postgresql.writing import as_array, rewritten
from manyhands.kernel.statements import kept_cursor
from manyhands.needs.models import Need, NeedState

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite plans in the process itself"
)


@kept_query
def among(ids: list[int]) -> QuerySet[Need, int]:
    waiting = Need.objects.filter(pk__in=ids, state__in=[NeedState.OPEN, NeedState.CLAIMED])
    return waiting.values_list("pk", flat=True)


def prepared(words: str) -> list[tuple[str, int]]:
    """The statements with these words that this connection keeps, and how often each was planned for no values."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, generic_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            [f"%{words}%"],
        )
        return list(cursor.fetchall())


@only_postgresql
def test_a_list_of_any_length_is_one_statement_planned_once(db):
    for ids in ([1], [1, 2, 3], list(range(1, 60))):
        among(ids)

    ((statement, plans),) = prepared('"needs_need"."id" = ANY ($1::bigint[])')
    assert "IN ('open', 'claimed')" in statement  # what never changes may lead to an index on these
    assert plans == 2  # the first was asked before it was known to come back


@only_postgresql
def test_what_is_put_together_anew_is_planned_for_its_values(db):
    for number in range(8):
        list(Need.objects.filter(reopened_count=number))

    assert prepared('"reopened_count" =') == []


@only_postgresql
def test_more_are_kept_than_the_pages_ask_in_turn(db):
    for number in range(300):
        with kept_cursor() as cursor:
            for _ in range(2):
                cursor.execute(f"SELECT %s::int AS kept_{number}", [number])

    assert len(prepared("AS kept_")) == 300


@pytest.mark.parametrize(
    ("sql", "params", "places", "written", "left"),
    [
        ("a = %s", [7], [0], "a = %s", [(7, 0)]),
        ("a = %s", [7], [None], "a = 7", []),
        ("a = %s", [True], [None], "a = true", []),
        ("a = %s", [None], [None], "a = %s", [(None, None)]),
        ("a = %s", ["it's 5 %"], [None], "a = 'it''s 5 %%'", []),
        ("a = %s", [NeedState.OPEN], [None], "a = 'open'", []),
        ("a LIKE '%%s' AND b = %s", [1], [0], "a LIKE '%%s' AND b = %s", [(1, 0)]),
        ("a IN (%s)", [7], [0], "a = ANY (%s::bigint[])", [(None, (0,))]),
        (
            "a = %s AND b IN (%s, %s) AND c = %s",
            [5, 7, 8, 9],
            [None, 1, 0, 2],
            "a = 5 AND b = ANY (%s::bigint[]) AND c = %s",
            [(None, (1, 0)), (9, 2)],
        ),
        ("a IN (%s, %s)", ["x", "y"], [0, 1], "a IN (%s, %s)", [("x", 0), ("y", 1)]),
        ("a IN (%s, %s)", [1, 7], [None, 0], "a IN (1, %s)", [(7, 0)]),
        ("a NOT IN (%s, %s)", [7, 8], [0, 1], "a NOT IN (%s, %s)", [(7, 0), (8, 1)]),
    ],
)
def test_constants_are_written_out_and_lists_are_one_value(sql, params, places, written, left):
    assert rewritten(sql, params, places) == (written, left)


def test_an_array_holds_each_number_once():
    assert as_array([3, 1, 1, 1]) == "{3,1}"


def test_any_database_has_a_cursor_for_what_comes_back(db):
    with kept_cursor() as cursor:
        cursor.execute("SELECT %s + 0", [7])
        assert cursor.fetchone() == (7,)
