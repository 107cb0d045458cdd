"""Rows that are written without ceremony: their SQL is made once per set of columns, as kept queries are.

Django builds an INSERT or UPDATE of one row anew each time: three times what the database needs to do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection, models

from .kept_queries import padded
from .statements import kept_cursor

KEPT_STATEMENTS: Final = 300
FEW: Final = 8  # rows in one statement; of more there is a statement for each number


class QuickToSave(models.Model):
    """For models whose rows people write all day. ``save()`` does what it always does; only its two statements are
    kept. What is more than plain values for plain columns goes Django's way."""

    class Meta:
        abstract = True

    def _do_insert(
        self, manager: Any, using: str | None, fields: Any, returning_fields: Any, raw: bool
    ) -> Any:
        plain = using == DEFAULT_DB_ALIAS and not raw and _are_plain(self, fields)
        if not (plain and connection.features.can_return_columns_from_insert):
            return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]
        back = tuple(field.column for field in returning_fields)
        table, columns = manager.model._meta.db_table, tuple(field.column for field in fields)
        with kept_cursor() as cursor:
            cursor.execute(_insert(table, columns, 1, back), _values(self, fields, is_new=True))
            return [cursor.fetchone()] if back else []

    def _do_update(  # type: ignore[override]  # newer versions say more
        self, base_qs: Any, using: str | None, pk_val: Any, values: Any, *how: Any
    ) -> bool:
        fields = [field for field, _model, _value in values]
        plain = using == DEFAULT_DB_ALIAS and fields and _are_plain(self, fields)
        meta = base_qs.model._meta
        if not plain or meta.select_on_save:
            return bool(super()._do_update(base_qs, using, pk_val, values, *how))
        return _change(meta, {field: value for field, _model, value in values}, [pk_val]) > 0


def update_row(model: type[models.Model], pk: int, **values: Any) -> bool:
    """``model.objects.filter(pk=pk).update(**values)``: whether there was such a row."""
    return update_rows(model, [pk], **values) > 0


def update_rows(model: type[models.Model], pks: Sequence[int], **values: Any) -> int:
    """``model.objects.filter(pk__in=pks).update(**values)``: how many there were."""
    if not pks:
        return 0
    meta = model._meta
    changes = {meta.get_field(name): value for name, value in values.items()}
    return _change(meta, changes, padded(list(pks)))


def insert_rows(rows: Sequence[models.Model], *, unless_there: bool = False) -> None:
    """New rows of one model in one statement, as ``bulk_create`` writes them; nobody learns their numbers.

    ``unless_there``: a row that a unique constraint forbids is left out.
    """
    meta = rows[0]._meta
    fields = [field for field in meta.local_concrete_fields if field is not meta.auto_field]
    columns = tuple(field.column for field in fields)
    values = [value for row in rows for value in _values(row, fields, is_new=True)]
    with kept_cursor() if len(rows) <= FEW else connection.cursor() as cursor:
        sql = _insert(meta.db_table, columns, len(rows), ())
        cursor.execute(f"{sql} ON CONFLICT DO NOTHING" if unless_there else sql, values)


def _are_plain(row: models.Model, fields: Iterable[Any]) -> bool:
    return not any(
        hasattr(field, "get_placeholder")
        or hasattr(getattr(row, field.attname), "resolve_expression")
        for field in fields
    )


def _values(row: models.Model, fields: Iterable[Any], *, is_new: bool) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, is_new), connection) for field in fields]


def _change(meta: Any, values: dict[Any, Any], pks: Sequence[Any]) -> int:
    columns = tuple(field.column for field in values)
    sql = _update(meta.db_table, columns, meta.pk.column, len(pks))
    params = [field.get_db_prep_save(value, connection) for field, value in values.items()]
    params += [meta.pk.get_db_prep_value(pk, connection) for pk in pks]
    with kept_cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


@lru_cache(KEPT_STATEMENTS)
def _insert(table: str, columns: tuple[str, ...], rows: int, back: tuple[str, ...]) -> str:
    one = f"({', '.join(['%s'] * len(columns))})"
    said = f" RETURNING {_names(back)}" if back else ""
    return f"INSERT INTO {_name(table)} ({_names(columns)}) VALUES {', '.join([one] * rows)}{said}"  # noqa: S608


@lru_cache(KEPT_STATEMENTS)
def _update(table: str, columns: tuple[str, ...], key: str, rows: int) -> str:
    changed = ", ".join(f"{_name(column)} = %s" for column in columns)
    which = f"IN ({', '.join(['%s'] * rows)})" if rows > 1 else "= %s"
    return f"UPDATE {_name(table)} SET {changed} WHERE {_name(key)} {which}"  # noqa: S608


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(_name, columns))


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
