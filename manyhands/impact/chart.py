"""The curve of waiting as the points of an SVG: who still waits after so many days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 560
HEIGHT: Final = 230
LEFT: Final = 44
TOP: Final = 12
BOTTOM: Final = 40
RIGHT: Final = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark on an axis, in pixels, with its number."""

    at: float
    number: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Paths and marks in pixels of a WIDTH x HEIGHT picture; ``median_at`` is None where half was never reached."""

    curve: str
    band: str
    days: tuple[Tick, ...]
    shares: tuple[Tick, ...]
    median_at: float | None
    half_at: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def has_room_after_median(self) -> bool:
        """Whether the words beside the median fit at its right."""
        return self.median_at is not None and self.median_at < WIDTH * 0.55


def draw(steps: Sequence[Sequence[float]], median: float | None) -> Chart:
    """``steps`` are [day, share, low, high], shares in 0..1, days ascending."""
    longest = max([step[0] for step in steps] + [median or 0, 7])
    stride = _stride(longest)
    end = stride * (int(longest // stride) + 1)

    def across(day: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(day, end) / end, 1)

    return Chart(
        curve=_stairs([(across(s[0]), down(s[1])) for s in steps], start=down(1), end=across(end)),
        band=_band(steps, across(end), across),
        days=tuple(Tick(across(day), day) for day in range(0, end + 1, stride)),
        shares=tuple(Tick(down(share / 100), share) for share in (0, 25, 50, 75, 100)),
        median_at=None if median is None else across(median),
        half_at=down(0.5),
    )


def down(share: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)


def _stairs(points: Sequence[tuple[float, float]], *, start: float, end: float) -> str:
    path = [f"M{LEFT} {start}"]
    path += [f"H{x}V{y}" for x, y in points]
    return "".join([*path, f"H{end}"])


def _band(steps: Sequence[Sequence[float]], end: float, across: Callable[[float], float]) -> str:
    if not steps:
        return ""
    upper = [(across(s[0]), down(s[3])) for s in steps]
    lower = [(across(s[0]), down(s[2])) for s in steps]
    path = [f"M{upper[0][0]} {upper[0][1]}"]
    path += [f"H{x}V{y}" for x, y in upper[1:]]
    path.append(f"H{end}V{lower[-1][1]}")
    for (x, _), (_, y_before) in zip(reversed(lower[1:]), reversed(lower[:-1]), strict=True):
        path.append(f"H{x}V{y_before}")
    return "".join([*path, f"H{lower[0][0]}Z"])


def _stride(longest: float) -> int:
    return next((s for s in (1, 2, 5, 10, 20, 30, 60, 90) if longest / s <= 8), 180)
