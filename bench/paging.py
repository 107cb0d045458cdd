"""``bench/pages``: CPU, queries and bytes of each page of the loop, as its signed-in person, beside the target.

CPU is this process's own (``time.process_time``), through middleware, view and template, without a socket; what
PostgreSQL's server took is shown apart. Machines differ: the milliseconds of a fixed loop are printed beside.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .measuring import DATABASES, cpu_ms, machine, pace
from .postgresql import backends_cpu
from .setting import FILLED, a_copy_of, folder_of, standing

if TYPE_CHECKING:
    from django.test import Client

TARGET_MS = 8.0
TARGET_QUERIES = 12
TARGET_BYTES = 40_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page cost: CPU milliseconds (median), the database server's (on average; None where there is none),
    queries, bytes of HTML, and the same gzipped."""

    page: str
    cpu_ms: float
    server_ms: float | None
    queries: int
    bytes: int
    gzipped: int
    target_ms: float
    size: str
    on: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="bench/pages")
    parser.add_argument("size", nargs="?", default="M", choices=["demo", "M", "L"])
    parser.add_argument("--on", choices=DATABASES, default="sqlite")
    parser.add_argument("--data", type=Path, default=None, help="default: bench-data/SIZE")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", action="store_true", help="a list of objects instead of a table")
    chosen = parser.parse_args()
    with _stage(chosen.size, chosen.on, chosen.data):
        from .tour import tour

        figures = [
            measure(page, client, path, chosen.size, chosen.rounds) for page, client, path in tour()
        ]
        if chosen.json:
            print(json.dumps([asdict(one) for one in figures], indent=1))
        else:
            _table(figures)


def _stage(size: str, on: str, data: Path | None) -> AbstractContextManager[object]:
    """Where it is filled already, pages only read: no copy is needed."""
    folder = data or folder_of(size, on)
    return standing(folder, on) if data or (folder / FILLED).exists() else a_copy_of(size, on)


def measure(page: str, client: Client, path: str, size: str, rounds: int) -> Figures:
    """Ask for ``path`` a few times to warm up, then ``rounds`` times."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    queries = len(asked)  # before the log is begun anew by the next request
    body = response.content
    before = backends_cpu()
    own = statistics.median(cpu_ms(lambda: client.get(path)) for _ in range(rounds))
    after = backends_cpu()
    return Figures(
        page=page,
        cpu_ms=round(own, 2),
        server_ms=None if after is None else round((after - (before or 0)) * 1000 / rounds, 2),
        queries=queries,
        bytes=len(body),
        gzipped=len(gzip.compress(body, 6)),
        target_ms=TARGET_MS,
        size=size,
        on=connection.vendor,
    )


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    cell: Callable[[Figures], str]


_COLUMNS = (
    _Column("CPU ms", 8, lambda one: f"{one.cpu_ms:.2f}"),
    _Column("target", 8, lambda one: f"{one.target_ms:.0f}"),
    _Column("database", 10, lambda one: "" if one.server_ms is None else f"{one.server_ms:.2f}"),
    _Column("queries", 9, lambda one: f"{one.queries}"),
    _Column("target", 8, lambda one: f"{TARGET_QUERIES}"),
    _Column("bytes", 9, lambda one: f"{one.bytes:,}"),
    _Column("gzip", 8, lambda one: f"{one.gzipped:,}"),
    _Column("target", 8, lambda one: f"{TARGET_BYTES:,}"),
)


def _table(figures: list[Figures]) -> None:
    print(machine())
    print(f"{pace()}; size {figures[0].size} on {figures[0].on}\n")
    print(f"{'page':<18}" + "".join(f"{one.title:>{one.width}}" for one in _COLUMNS))
    for one in figures:
        cells = "".join(f"{column.cell(one):>{column.width}}" for column in _COLUMNS)
        print(f"{one.page:<18}{cells}{_over(one)}")


def _over(one: Figures) -> str:
    flags = "".join(
        mark
        for mark, missed in (
            (" cpu", one.cpu_ms > TARGET_MS),
            (" queries", one.queries > TARGET_QUERIES),
            (" bytes", one.bytes > TARGET_BYTES),
        )
        if missed
    )
    return f"  over:{flags}" if flags else ""


if __name__ == "__main__":
    main()
