"""Rows by the million: written as columns, in the order given, none kept in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Model

PORTION: Final = 5_000
# Pages of an index are written once, not at each row that falls on them.
ROOMY: Final = "PRAGMA cache_size=-1500000"


@transaction.atomic
def pour(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of one model; ``columns`` names all that the database does not fill by itself."""
    table = connection.ops.quote_name(model._meta.db_table)
    named = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for row in rows:
                    copy.write_row(row)
            return
        cursor.execute(ROOMY)
        marks = ", ".join(["%s"] * len(columns))
        adapted = (_adapted(row) for row in rows)
        while some := list(islice(adapted, PORTION)):
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", some)  # noqa: S608 - names of ours


@contextmanager
def indexes_afterwards(model: type[Model]) -> Iterator[None]:
    """Without the model's named indexes inside; made anew at the end, which is far cheaper than row by row."""
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.add_index(model, index)


def _adapted(row: Sequence[Any]) -> list[Any]:
    moment = connection.ops.adapt_datetimefield_value
    return [moment(value) if value.__class__ is datetime else value for value in row]
