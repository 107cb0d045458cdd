"""Time zones as people choose them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

_CONTINENTS: Final = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    """Every zone that is named after a place, and UTC: ("Europe/Berlin", "Berlin, Europe")."""
    named = sorted(zone for zone in available_timezones() if zone.startswith(_CONTINENTS))
    return [("UTC", "UTC"), *((zone, _in_words(zone)) for zone in named)]


def _in_words(zone: str) -> str:
    continent, *parts = zone.replace("_", " ").split("/")
    return f"{', '.join(reversed(parts))}, {continent}"
