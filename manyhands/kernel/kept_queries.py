"""Queries whose SQL is written once and then asked again with other values.

Django builds and compiles a queryset anew each time: a millisecond or two for joins and subqueries, several times what
the database needs to answer. A function under ``@kept_query`` returns a queryset; it is called once for each *shape* of
its arguments, with marks in place of the values, and its SQL kept. Later calls put their values where the marks stood.

* Values: whole numbers, words, moments, days, lists of whole numbers, people (what ``read_by_queries`` names), each
  given by position; and what the clock says inside the function.
* Shape: everything else, everything given by name (a limit, a state, None, True), how many a list holds.

A function that computes with its values ("seven days before now") cannot be kept: written twice, with different marks,
it must give the same SQL, else the warning ``CannotBeKept`` says so at its first call (an error in tests), and its
queryset is built anew each time.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from itertools import count
from typing import Any, Final, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.utils import timezone

from .clock import now, telling, today
from .kept_rows import reader_of
from .postgresql.writing import as_array, rewritten
from .statements import kept_cursor

P = ParamSpec("P")
R = TypeVar("R")
KEPT_SHAPES: Final = 200
LARGEST: Final = 2**31 - 1
MOST_VALUES: Final = 1000
# They fit into the smallest column of whole numbers, and leave the same remainder, so that a set of either comes in the
# same order. A constant that happens to be one of them stands out, since the other writing leaves it as it is.
FIRST_MARKS: Final = (20_480, 28_672)


class CannotBeKept(RuntimeWarning):
    """What a function asks depends on its values by more than where they stand."""


def kept_query(build: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """The rows of the queryset that ``build`` would return for these arguments."""
    kept: dict[Any, _Written] = {}

    @wraps(build)
    def rows(*args: P.args, **named: P.kwargs) -> list[R]:
        values: list[Any] = []
        shape = (tuple(_shape_of(one, values) for one in args), tuple(named.items()), _zone())
        # Django knows which columns hold no such number; and the SQL of a long list is worth keeping to nobody.
        if len(values) > MOST_VALUES or any(map(_is_too_large, values)):
            return list(build(*args, **named))
        written = kept.get(shape)
        if written is None:
            if len(kept) >= KEPT_SHAPES:
                kept.clear()
            written = kept[shape] = _write(build, args, named)
        return written.ask(values) if written.is_kept else list(build(*args, **named))

    return rows


def know_related(thing: Model, name: str, rows: Sequence[Model]) -> None:
    """``thing.name.all()`` is these rows, as after a prefetch; whose query would be built anew each time."""
    known = getattr(thing, name).all()
    known._result_cache = list(rows)
    cache = thing.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[name] = known


def _is_too_large(value: Any) -> bool:
    return value.__class__ is int and abs(value) > LARGEST


def _zone() -> str:
    """A lookup by day is written with the time zone in it."""
    return timezone.get_current_timezone_name()


def _shape_of(argument: Any, values: list[Any]) -> Any:
    """What of an argument the SQL depends on; its values are added to ``values``."""
    kind = argument.__class__
    if kind in (int, str, datetime, date):
        values.append(argument)
        return kind
    if kind in (list, tuple, set):
        filled = padded(sorted(argument) if kind is set else list(argument))
        values.extend(filled)
        return len(filled)
    if isinstance(argument, Model):
        read = argument.read_by_queries()  # type: ignore[attr-defined]
        return (kind, *(_shape_of(one, values) for one in read.values()))
    return argument


def padded(numbers: list[Any]) -> list[Any]:
    """The last repeated, so that few lengths are ever asked for; none: asked all the same, for what no row has, so that
    how many queries a page asks does not depend on what there is."""
    numbers = numbers or [0]
    wanted = 1 << (len(numbers) - 1).bit_length()
    return numbers + numbers[-1:] * (wanted - len(numbers))


class _Marks:
    """Values that stand for others: each different, none likely to stand in a query by itself."""

    def __init__(self, first: int) -> None:
        self._numbers: Iterator[int] = count(first)
        self._kinds: dict[Any, Callable[[], Any]] = {
            int: lambda: next(self._numbers),
            str: lambda: f"mark {next(self._numbers)}",
            datetime: self._moment,
            date: lambda: self._moment().date(),
        }
        self.made: list[Any] = []
        self.now = self._moment()

    def instead_of(self, argument: Any) -> Any:
        kind = argument.__class__
        if kind in self._kinds:
            mark = self._kinds[kind]()
            self.made.append(mark)
            return mark
        if kind in (list, tuple, set):
            return [self.instead_of(one) for one in padded(list(argument))]
        if isinstance(argument, Model):
            read = argument.read_by_queries()  # type: ignore[attr-defined]
            return kind(**{name: self.instead_of(one) for name, one in read.items()})
        return argument

    def _moment(self) -> datetime:
        return datetime(1700, 1, 1, 12, tzinfo=UTC) + timedelta(days=next(self._numbers))


@dataclass(frozen=True, slots=True)
class _Draft:
    """One writing of the SQL, with which value stands at which parameter (None: a constant)."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]

    @property
    def constants(self) -> list[Any]:
        at = zip(self.params, self.places, strict=True)
        return [param for param, place in at if place is None]


def _write(build: Callable[..., Any], args: Any, named: Any) -> _Written:
    """Once, and once more with other marks: both must say the same."""
    first, second = (_draft(build, args, named, first_mark) for first_mark in FIRST_MARKS)
    if first is None or second is None:
        return _Written(None)
    same = (first.sql, first.places, first.constants) == (
        second.sql,
        second.places,
        second.constants,
    )
    if not same:
        warnings.warn(f"{build.__qualname__} computes with its values.", CannotBeKept, stacklevel=3)
    return _Written(first, is_kept=same)


def _draft(build: Callable[..., Any], args: Any, named: Any, first_mark: int) -> _Draft | None:
    """None: known to be empty whatever the values (nothing is in an empty list)."""
    marks = _Marks(first_mark)
    with telling(marks.now), connection.execute_wrapper(_refuse):
        queryset = build(*(marks.instead_of(one) for one in args), **named)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        stand_for = [*marks.made, marks.now, today()]
    written = [_as_param(mark) for mark in stand_for]
    places = tuple(written.index(param) if param in written else None for param in params)
    return _Draft(queryset, compiler, sql, params, places)


def _refuse(*_: Any) -> Any:
    raise CannotBeKept("What is asked while a query is being built would be asked about marks.")


def _as_param(value: Any) -> Any:
    """As the database's adapter is given it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class _Written:
    """One shape's SQL, ready to be asked; not kept where it is not the same for other values."""

    def __init__(self, draft: _Draft | None, *, is_kept: bool = True) -> None:
        self._draft = draft
        if draft:
            self._read = reader_of(draft.queryset, draft.compiler)
            self._sql, self._params = _sql_of(draft)
        self.is_kept = is_kept and (draft is None or self._read is not None)

    def ask(self, values: list[Any]) -> list[Any]:
        if self._draft is None or self._read is None:
            return []
        with kept_cursor() as cursor:
            cursor.execute(self._sql, tuple(self._filled(values)))
            rows = cursor.fetchall()
        return self._read(rows)

    def _filled(self, values: list[Any]) -> Iterator[Any]:
        known = len(values)
        for param, place in self._params:
            if place is None:
                yield param
            elif place.__class__ is tuple:
                yield as_array([values[one] for one in place])
            elif place < known:
                value = values[place]
                # PostgreSQL's adapter gives each width of number a type of its own.
                yield type(param)(value) if isinstance(value, int) else _as_param(value)
            else:
                yield _as_param(now() if place == known else today())


def _sql_of(draft: _Draft) -> tuple[str, list[tuple[Any, Any]]]:
    """The statement, and for each parameter what the draft has there with the place of its value, or of several."""
    if connection.vendor == "postgresql":
        return rewritten(draft.sql, draft.params, draft.places)
    return draft.sql, list(zip(draft.params, draft.places, strict=True))
