"""What every measurement shares: figures beside their targets, the machine they came from, a table or JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from manyhands import __version__

DATABASES: Final = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. ``at_least``: the target is a floor, not a ceiling; without a target it only informs."""

    what: str
    value: float
    unit: str = ""
    target: float | None = None
    at_least: bool = False

    @property
    def is_met(self) -> bool | None:
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    @property
    def target_words(self) -> str:
        if self.target is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {amount(self.target)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one command found, on which data, and how fast the machine was just then."""

    bench: str
    data: str
    figures: list[Figure]
    seconds: float
    calibration_ms: float
    machine: str = ""
    version: str = __version__
    memory_ms: float = 0.0  # of a walk through memory; 0: measured before there was one
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="minutes"))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Measurement:
        return cls(**{**told, "figures": [Figure(**one) for one in told["figures"]]})


def amount(number: float) -> str:
    """Three digits that matter: "0.412", "8.31", "12,300"."""
    if number == int(number) or abs(number) >= 1000:
        return f"{number:,.0f}"
    return f"{number:.3g}" if abs(number) >= 1 else f"{number:.2g}"


def machine() -> str:
    return (
        f"{platform.machine()}, {os.cpu_count()} cores (load {os.getloadavg()[0]:.1f}), "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def cpu_ms(act: Callable[[], object]) -> float:
    """CPU of this process for one act, in milliseconds."""
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def calibration() -> float:
    """Milliseconds of a fixed piece of work: tells how fast this machine is just now."""
    return min(cpu_ms(lambda: sum(n * n for n in range(1_000_000))) for _ in range(5))


def memory_walk() -> float:
    """Milliseconds of a walk through sixteen megabytes in no order: tells how much others on this host keep its memory
    busy. A page reads far more than the loop does, which stays in the nearest cache: pages may cost twice as much while
    the loop is as fast as ever."""
    size, at = 2**18, 1
    words = [str(number) for number in range(size)]

    def walk() -> int:
        nonlocal at
        letters = 0
        for _ in range(size):
            at = (at * 5 + 12345) % size
            letters += len(words[at])
        return letters

    return min(cpu_ms(walk) for _ in range(3))


def pace() -> str:
    """Both, for a heading."""
    return f"calibration loop {calibration():.1f} ms, memory {memory_walk():.1f} ms"


def share(numbers: Iterable[float], part: float) -> float:
    """The value below which this part of the numbers lies: ``share(times, 0.95)``."""
    ranked = sorted(numbers)
    return ranked[min(len(ranked) - 1, int(len(ranked) * part))]


def parser_for(bench: str, words: str | None) -> argparse.ArgumentParser:
    """Options that every command has; each adds its own."""
    first = (words or "").strip().split("\n\n", maxsplit=1)[0]
    parser = argparse.ArgumentParser(prog=f"bench/{bench}", description=first)
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    return parser


def tell_progress(words: str) -> None:
    """What is being done just now, for whoever waits: beside the figures, so that those stay clean."""
    print(words, file=sys.stderr, flush=True)


def publish(
    bench: str, data: str, measure: Callable[[], Iterable[Figure]], *, as_json: bool
) -> Measurement:
    """Measure, and print what came of it."""
    speed, memory, standing = calibration(), memory_walk(), machine()
    began = time.perf_counter()
    figures = list(measure())
    found = Measurement(
        bench=bench,
        data=data,
        figures=figures,
        seconds=round(time.perf_counter() - began, 1),
        calibration_ms=round(speed, 1),
        memory_ms=round(memory, 1),
        machine=standing,
    )
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        print("\n".join(_table(found)))
    return found


def _table(found: Measurement) -> Sequence[str]:
    width = max(len(one.what) for one in found.figures)
    lines = [
        f"{found.bench}: {found.data}",
        f"{found.machine}; calibration loop {found.calibration_ms} ms, memory {found.memory_ms} ms; "
        f"took {found.seconds} s",
        "",
    ]
    words = {True: "met", False: "MISSED", None: ""}
    return lines + [
        f"{one.what:<{width}}  {amount(one.value):>10} {one.unit:<12}{one.target_words:<18}{words[one.is_met]}".rstrip()
        for one in found.figures
    ]
