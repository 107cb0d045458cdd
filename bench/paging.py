"""``bench/pages``: CPU, queries and bytes of each page of the loop, as its signed-in person, beside the target.

CPU is this process's own (``time.process_time``), through middleware, view and template, without a socket. The database
server's share on PostgreSQL is not in it. Machines differ: the milliseconds of a fixed loop are printed beside.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .setting import DEFAULT, start

if TYPE_CHECKING:
    from django.test import Client

TARGET_MS = 8.0
TARGET_QUERIES = 12
TARGET_BYTES = 40_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page cost: CPU milliseconds (median), queries, bytes of HTML, and the same gzipped."""

    page: str
    cpu_ms: float
    queries: int
    bytes: int
    gzipped: int
    target_ms: float
    size: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="bench/pages")
    parser.add_argument("size", nargs="?", default="M", choices=["demo", "M"])
    parser.add_argument("--data", type=Path, default=None, help="default: bench-data/SIZE")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", action="store_true", help="a list of objects instead of a table")
    chosen = parser.parse_args()
    start(chosen.data or DEFAULT / chosen.size)
    from .tour import tour

    figures = [
        measure(page, client, path, chosen.size, chosen.rounds) for page, client, path in tour()
    ]
    if chosen.json:
        print(json.dumps([asdict(one) for one in figures], indent=1))
    else:
        _table(figures)


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
    return Figures(
        page=page,
        cpu_ms=round(statistics.median(_cpu(lambda: client.get(path)) for _ in range(rounds)), 2),
        queries=queries,
        bytes=len(body),
        gzipped=len(gzip.compress(body, 6)),
        target_ms=TARGET_MS,
        size=size,
    )


def _cpu(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return (time.process_time() - before) * 1000


def calibration() -> float:
    """Milliseconds of a fixed piece of work: tells how fast this machine is just now."""
    return min(_cpu(lambda: sum(n * n for n in range(1_000_000))) for _ in range(5))


def _table(figures: list[Figures]) -> None:
    from django.db import connection

    print(f"{platform.machine()}, Python {platform.python_version()}, {connection.vendor}")
    print(f"calibration loop {calibration():.1f} ms; size {figures[0].size}\n")
    print(
        f"{'page':<18}{'CPU ms':>8}{'target':>8}{'queries':>9}{'target':>8}{'bytes':>9}{'gzip':>8}{'target':>8}"
    )
    for one in figures:
        flags = "".join(
            mark
            for mark, missed in (
                (" cpu", one.cpu_ms > TARGET_MS),
                (" queries", one.queries > TARGET_QUERIES),
                (" bytes", one.bytes > TARGET_BYTES),
            )
            if missed
        )
        print(
            f"{one.page:<18}{one.cpu_ms:>8.2f}{TARGET_MS:>8.0f}{one.queries:>9}{TARGET_QUERIES:>8}"
            f"{one.bytes:>9,}{one.gzipped:>8,}{TARGET_BYTES:>8,}{'  over:' + flags if flags else ''}"
        )


if __name__ == "__main__":
    main()
