"""Counts over all who wait for a need, or said whether its answer helped: made by the database.

A much wanted need has thousands of them; none is brought here to be counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    Func,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.sql.compiler import SQLCompiler

from manyhands.kernel.kept_queries import kept_query

from .models import Backing, CheckIn, Need, Reply


class Seconds(Func):
    """Whole seconds since 1970, rounded down, as ``int(moment.timestamp())``."""

    arity = 1
    output_field = BigIntegerField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> Any:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> Any:
        template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint"
        return self.as_sql(compiler, connection, template=template, **context)


@dataclass(frozen=True, slots=True)
class Backers:
    """Those beside the declarer who back a need and still work here: how many, and since when, summed in seconds.

    ``declarer_since`` is when the declarer had backed it, where they had (it was asked by somebody else then).
    """

    count: int = 0
    since: int = 0
    declarer_since: int | None = None


def backers_of(need_ids: list[int]) -> dict[int, Backers]:
    """By need, where anybody backs it. One query."""
    return {pk: Backers(n, int(since or 0), own) for pk, n, since, own in _backers(need_ids)}


@kept_query
def _backers(need_ids: list[int]) -> QuerySet[Backing, Any]:
    is_declarer = Q(person=F("need__declarer"))
    moment = Seconds("backed_at")
    active = Backing.objects.filter(need__in=need_ids, person__is_active=True).order_by()
    return active.values_list("need_id").annotate(
        n=Count("pk", filter=~is_declarer),
        since=Sum(moment, filter=~is_declarer),
        own=Max(moment, filter=is_declarer),
    )


@dataclass(frozen=True, slots=True)
class ReplyCounts:
    """What those who waited said, counted for everybody to see. Each counts once, by what they said last."""

    used: int = 0
    asked: int = 0
    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def replied(self) -> int:
        return self.yes + self.partly + self.no


def replies_about(need: Need) -> ReplyCounts:
    """About its answer of today. One query."""
    rows = _replies(need.pk, need.reopened_count)
    return ReplyCounts(*rows[0][1:]) if rows else ReplyCounts()


def last_reply(need: Need, person_id: int) -> str:
    """What this person said last about the answer of today; "" while they have not."""
    said = CheckIn.objects.replied().filter(need=need, round=need.reopened_count, person=person_id)
    return said.order_by("-replied_at", "-wave").values_list("reply", flat=True).first() or ""


@kept_query
def _replies(need_id: int, round_: int) -> QuerySet[CheckIn, Any]:
    same = {name: OuterRef(name) for name in ("need", "round", "person")}
    after = Q(replied_at__gt=OuterRef("replied_at"))
    after |= Q(replied_at=OuterRef("replied_at"), wave__gt=OuterRef("wave"))
    is_last = ~Exists(CheckIn.objects.replied().filter(after, **same))
    current = CheckIn.objects.filter(need=need_id, round=round_).order_by()
    return current.values_list("need_id").annotate(
        used=Count("person", distinct=True, filter=Q(used_at__isnull=False)),
        asked=Count("person", distinct=True, filter=Q(asked_at__isnull=False)),
        yes=Count("pk", filter=Q(reply=Reply.YES) & Q(is_last)),
        partly=Count("pk", filter=Q(reply=Reply.PARTLY) & Q(is_last)),
        no=Count("pk", filter=Q(reply=Reply.NO) & Q(is_last)),
    )
