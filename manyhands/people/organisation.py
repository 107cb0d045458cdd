"""The one organisation, kept in memory for a moment so that no page asks the database for it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from manyhands.kernel.memory import ticks

from .models import Organisation

KEPT_SECONDS: Final = 5.0
_kept: tuple[float, Organisation] | None = None


def current_organisation() -> Organisation | None:
    """The organisation, or None before the first run. At most five seconds old."""
    global _kept
    if _kept and ticks() - _kept[0] < KEPT_SECONDS:
        return _kept[1]
    found = Organisation.objects.select_related("logo").first()
    _kept = (ticks(), found) if found else None
    return found


def organisation_zone() -> ZoneInfo:
    organisation = current_organisation()
    return ZoneInfo(organisation.time_zone if organisation else "UTC")


def organisation_time() -> AbstractContextManager[object]:
    """Days begin and end where the organisation is, also for what is done by nobody in particular."""
    return timezone.override(organisation_zone())


def forget_organisation() -> None:
    """After a change, and between tests."""
    global _kept
    _kept = None
