"""How much of everything an organisation of a given size has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each."""

    people: int
    groups: int
    needs: int
    courses: int
    attempts: int
    entries: int
    releases: int = 3

    @property
    def items(self) -> int:
        return self.attempts // 15

    @property
    def reactions(self) -> int:
        return self.attempts // 4

    @property
    def notices(self) -> int:
        return self.entries // 3


SIZES: Final = {
    "M": Size(5_000, 200, 2_000, 1_000, 60_000, 300_000),
    "L": Size(100_000, 2_000, 20_000, 10_000, 2_000_000, 10_000_000),
    # Only what finding needs: as many courses as L has, and few people.
    "search": Size(300, 60, 1_000, 10_000, 3_000, 3_000, releases=1),
}
