"""Dates in words, with the names kept per language: Django's own formatting of one date costs more than its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import dates, timezone

from manyhands.kernel.words import language


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one language: days from Monday (0), months from January (1)."""

    days: dict[int, str]
    months: dict[int, str]
    short_months: dict[int, str]


def names() -> Names:
    return _names(language())


def day_month(on: date) -> str:
    """“2 November”."""
    return f"{on.day} {names().months[on.month]}"


def day_short_month(on: date) -> str:
    """“2 Nov”."""
    return f"{on.day} {names().short_months[on.month]}"


def hour_minute(moment: datetime) -> str:
    """“14:02”, as the clock on the wall here."""
    here = timezone.localtime(moment)
    return f"{here.hour:02}:{here.minute:02}"


def in_full(moment: datetime) -> str:
    """“Monday 2 November 2026, 14:02”, as the clock on the wall here."""
    here, words = timezone.localtime(moment), names()
    on = f"{words.days[here.weekday()]} {here.day} {words.months[here.month]} {here.year}"
    return f"{on}, {here.hour:02}:{here.minute:02}"


@lru_cache(maxsize=64)
def _names(spoken: str | None) -> Names:
    return Names(
        days={number: str(name) for number, name in dates.WEEKDAYS.items()},
        months={number: str(name) for number, name in dates.MONTHS.items()},
        short_months={number: str(name).title() for number, name in dates.MONTHS_3.items()},
    )
