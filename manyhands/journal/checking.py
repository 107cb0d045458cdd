"""Counting again what is kept: each domain says at start-up what may differ; ``manyhands check`` asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, ParamSpec

from django.db import connection, transaction

from manyhands.kernel.clock import now

from .models import Beat, Delivery

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is not as it should be: ``where`` names the thing, ``what`` is a sentence about it.

    ``mend`` puts it right and says what it did. Where no machine can, it is None and ``advice`` says who can.
    """

    where: str
    what: str
    mend: Callable[[], str] | None = None
    advice: str = ""


def mending(
    said: str, act: Callable[P, object], *args: P.args, **named: P.kwargs
) -> Callable[[], str]:
    """What puts a difference right, for ``Difference.mend``: do this, and say so."""

    def mend() -> str:
        act(*args, **named)
        return said

    return mend


Look = Callable[[], Iterable[Difference]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One look at what a domain keeps. It only reads."""

    title: str
    look: Look


_checks: Final[dict[str, Check]] = {}


def check(title: str) -> Callable[[Look], Look]:
    """Let ``manyhands check`` ask the function below. It must only read, and not begin a transaction."""

    def register(look: Look) -> Look:
        _checks[f"{look.__module__}.{look.__name__}"] = Check(title=title, look=look)
        return look

    return register


def checks() -> list[Check]:
    """All of them, the lowest domains first, since they are set up first."""
    return list(_checks.values())


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Let everything read in the block below be as it was at one moment, while others go on writing."""
    if connection.in_atomic_block:  # a test, or somebody who holds a moment already
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Not through atomic(): that would take the only pen, and nobody could write meanwhile.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


def on_its_way(*receivers: str) -> set[str]:
    """The lines ("needs.need:12") for which one of these receivers still has something to do."""
    waiting = Delivery.objects.open().filter(receiver__in=receivers)
    return set(waiting.values_list("subject", flat=True))


def is_due(recurring: str) -> bool:
    """Whether this recurring job should run now, or never has."""
    return not Beat.objects.filter(name=recurring, due_at__gt=now()).exists()
