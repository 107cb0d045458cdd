"""What somebody decides when they release: size, words, readers, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .models import ReleaseSize


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePlan:
    """``groups`` are ids; ``settled`` are feedback items that this release deals with; ``refused`` are people who wait
    for the need and are not to be let in; ``expected`` is the number of releases that the person saw."""

    size: str = ReleaseSize.MAJOR
    note: str = ""
    groups: tuple[int, ...] = ()
    is_for_everybody: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    check_on: date | None = None
    settled: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    expected: int | None = None

    @property
    def is_major(self) -> bool:
        return self.size == ReleaseSize.MAJOR
