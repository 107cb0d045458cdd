"""How the rows of a kept query become what its queryset would give: worked out once, then only done.

Django looks for columns, converters and related objects anew at each asking; half of what a small query costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)

Rows = Sequence[Sequence[Any]]
Reader = Callable[[Rows], list[Any]]


def reader_of(queryset: QuerySet[Any, Any], compiler: Any) -> Reader | None:
    """What makes of rows what ``queryset`` gives; ``compiler`` has written its SQL. None: it is of a rarer kind."""
    make = _MAKERS.get(queryset._iterable_class)
    columns = [column for column, _, _ in compiler.select]
    if make is None or compiler.has_composite_fields(columns):
        return None
    convert, read = _converter(compiler, columns), make(queryset, compiler)
    return lambda rows: read(convert(rows))


def _converter(compiler: Any, columns: list[Any]) -> Callable[[Rows], Rows]:
    """From what the database says to Python's values, in place of each column that needs it."""
    converters = [
        (at, functions, expression)
        for at, (functions, expression) in compiler.get_converters(columns).items()
    ]
    # Behind them stand columns that are there only to order by.
    count = compiler.col_count if compiler.has_extra_select else None

    def convert(rows: Rows) -> Rows:
        if not converters and count is None:
            return rows
        converted = [list(row[:count]) for row in rows]
        for at, functions, expression in converters:
            for row in converted:
                for function in functions:
                    row[at] = function(row[at], expression, connection)
        return converted

    return convert


def _models(queryset: Any, compiler: Any) -> Reader:
    info, select = compiler.klass_info, compiler.select
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    related: list[Any] = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    annotated = list(compiler.annotation_col_map.items())
    from_db, prefetched = info["model"].from_db, queryset._prefetch_related_lookups

    def read(rows: Rows) -> list[Any]:
        found = []
        for row in rows:
            thing = from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for one in related:
                one.populate(row, thing)
            for name, at in annotated:
                setattr(thing, name, row[at])
            found.append(thing)
        if prefetched and found:
            prefetch_related_objects(found, *prefetched)
        return found

    return read


def _dicts(queryset: QuerySet[Any, Any], _compiler: Any) -> Reader:
    query = queryset.query
    names = list(query.selected or ())
    names = names or [*query.extra_select, *query.values_select, *query.annotation_select]
    return lambda rows: [dict(zip(names, row, strict=True)) for row in rows]


def _tuples(_queryset: QuerySet[Any, Any], _compiler: Any) -> Reader:
    return lambda rows: [tuple(row) for row in rows]


def _single(_queryset: QuerySet[Any, Any], _compiler: Any) -> Reader:
    return lambda rows: [row[0] for row in rows]


_MAKERS: Final[dict[Any, Callable[[QuerySet[Any, Any], Any], Reader]]] = {
    ModelIterable: _models,
    ValuesIterable: _dicts,
    ValuesListIterable: _tuples,
    FlatValuesListIterable: _single,
}
