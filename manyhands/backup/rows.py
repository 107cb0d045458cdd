"""Rows as lines of JSON that either database can write and read."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.core.management.color import no_style
from django.db import connections
from django.db.models import Field, JSONField, Model

from .schema import is_numbered

PORTION: Final = 1000
Row = list[Any]


def columns_of(model: type[Model]) -> dict[str, Field[Any, Any]]:
    """Its fields by the names of their columns."""
    return {str(field.column): field for field in model._meta.local_concrete_fields}


def lines_of(model: type[Model], alias: str) -> Iterator[str]:
    """Every row of a table, by key: a line of JSON each."""
    names = [field.attname for field in columns_of(model).values()]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=PORTION):
        yield json.dumps(row, separators=(",", ":"), default=_plain)


def put_in(model: type[Model], columns: list[str], rows: Iterable[Row]) -> int:
    """Write rows as they were, keys and all. Returns how many."""
    known = columns_of(model)
    fields = [known[column] for column in columns]
    connection = connections["default"]
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 - our own names
    count, waiting = 0, iter(rows)
    with connection.cursor() as cursor:
        while portion := list(islice(waiting, PORTION)):
            cursor.executemany(statement, [_for_database(fields, row) for row in portion])
            count += len(portion)
    return count


def last_ids(alias: str) -> dict[str, int]:
    """The highest number each table has given out, also to rows that are gone: none is given out twice."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
        else:
            cursor.execute(
                "SELECT t.relname, coalesce(pg_sequence_last_value(d.objid), 0) FROM pg_depend d "
                "JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_class t ON t.oid = d.refobjid "
                "WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') "
                "AND t.relnamespace = current_schema()::regnamespace"
            )
        return dict(cursor.fetchall())


def count_on(models: dict[str, type[Model]], last: dict[str, int]) -> None:
    """Let each table go on counting where it was."""
    connection = connections["default"]
    numbered = {name: model for name, model in models.items() if is_numbered(model)}
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(numbered.values())):
            cursor.execute(statement)
        present = last_ids("default")
        for name, model in numbered.items():
            if last.get(name, 0) > present.get(name, 0):
                _count_from(cursor, model, last[name])


def _count_from(cursor: Any, model: type[Model], last: int) -> None:
    table = model._meta.db_table
    if connections["default"].vendor == "postgresql":
        sequence = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"
        cursor.execute(sequence, [table, model._meta.pk.column, last])
        return
    cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def _for_database(fields: list[Field[Any, Any]], row: Row) -> Row:
    return [_prepared(field, told) for field, told in zip(fields, row, strict=True)]


def _prepared(field: Field[Any, Any], told: Any) -> Any:
    connection = connections["default"]
    if not isinstance(field, JSONField):
        return field.get_db_prep_save(field.to_python(told), connection)
    if told is None and not field.null:
        # A column that must hold something holds JSON's own null.
        return field.get_db_prep_value(None, connection)
    return field.get_db_prep_save(told, connection)


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return b64encode(value).decode()
    raise TypeError(f"No column is known to hold {type(value).__name__}.")
