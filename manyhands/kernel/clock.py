"""What time it is: the only place that asks.

In test settings an offset in a file of the data folder moves the clock of every process that reads it, so that
journeys through thirty days take a second. Outside them the file is never looked at.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

_told: Final[ContextVar[datetime | None]] = ContextVar("told_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    if (told := _told.get()) is not None:
        return told
    moment = timezone.now()
    return moment + _offset() if settings.TIME_TRAVEL_FILE else moment


def today() -> date:
    """Today's date in the current time zone."""
    return timezone.localdate(now())


def milliseconds() -> int:
    """Since 1970, by the machine's clock, which nobody travels: tells before from after within a process."""
    return time.time_ns() // 1_000_000


@contextmanager
def telling(moment: datetime) -> Iterator[None]:
    """Let it be ``moment`` in the block below, for whoever tells a story that has already happened (the demo)."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def travel(by: timedelta) -> None:
    """Move the clock of every process by ``by``; only where travelling is switched on.

    Raises RuntimeError elsewhere.
    """
    if not settings.TIME_TRAVEL_FILE:
        raise RuntimeError("The clock can only be moved in test settings.")
    _file().write_text(str((_offset() + by).total_seconds()))


def come_back() -> None:
    """Set the travelled clock to the real one again."""
    if settings.TIME_TRAVEL_FILE:
        _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.TIME_TRAVEL_FILE)


def _offset() -> timedelta:
    try:
        return timedelta(seconds=float(_file().read_text()))
    except (FileNotFoundError, ValueError):
        return timedelta()
