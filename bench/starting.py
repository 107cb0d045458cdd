"""``bench/start``: from an installed checkout to the first page, and what it holds of the machine after 1,000 pages.

The first start makes the database; both are measured from the command until a page has been answered.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from .load import Ask, crowd, in_turns
from .measuring import Figure, parser_for, publish
from .serving import Server, cpu_of, free_port, serving, tree_of, wait_for
from .setting import a_copy_of

PAGES = 1000


def main() -> None:
    parser = parser_for("start", __doc__)
    parser.add_argument("size", nargs="?", default="M", choices=["demo", "M"])
    parser.add_argument("--pages", type=int, default=PAGES)
    chosen = parser.parse_args()
    with a_copy_of(chosen.size, "sqlite") as data:
        publish(
            "start",
            f"an empty folder; then size {chosen.size} on SQLite, one process with its worker",
            lambda: _measure(data, chosen.pages),
            as_json=chosen.json,
        )


def _measure(filled: Path, pages: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="manyhands-bench-") as empty:
        wall, cpu = _start(Path(empty))
        yield Figure("start in an empty folder, to the first page", wall, "s")
        yield Figure("the same, CPU", cpu, "s")
    wall, cpu = _start(filled)
    yield Figure("start, to the first page", wall, "s", target=3)
    yield Figure("the same, CPU", cpu, "s")
    with serving(filled) as server:
        yield Figure("memory before the first page", server.memory_mib, "MiB")
        yield from _remember(server, pages)


def _start(data: Path) -> tuple[float, float]:
    """Seconds until the door has been answered, and of CPU until then."""
    port = free_port()
    command = [sys.executable, "-m", "manyhands.cli.main", "serve", "--port", str(port)]
    began = time.perf_counter()
    with (
        (data / "server.log").open("ab") as log,
        subprocess.Popen(  # noqa: S603 - our own program
            command, env=os.environ | {"MANYHANDS_DATA": str(data)}, stdout=log, stderr=log
        ) as process,
    ):
        try:
            wait_for(f"http://localhost:{port}/", process, pause=0.005)
            wall = time.perf_counter() - began
            cpu = sum(cpu_of(pid) for pid in tree_of(process.pid))
        finally:  # whoever leaves this block waits for its end
            process.terminate()
    return wall, cpu


def _remember(server: Server, pages: int) -> Iterator[Figure]:
    from .tour import tour

    stops = [(client.cookies["sessionid"].value, path) for _, client, path in tour()]
    asks = in_turns(lambda n: Ask(stops[n % len(stops)][1], stops[n % len(stops)][0]))
    told = asyncio.run(crowd(server.port, asks, at_once=4, seconds=600, most=pages))
    assert not told.failures, told.failures[0]
    yield Figure(f"memory after {told.count:,} pages", server.memory_mib, "MiB", target=200)
    yield Figure("processes", len(server.processes))


if __name__ == "__main__":
    main()
