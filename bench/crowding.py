"""``bench/crowd``: pages a second and waiting times against a running server, with 1, 4 and 16 people at once.

With one and with two server processes. The load comes from this process, on the same cores;
every page of the loop is asked for in turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from .load import Ask, Told, crowd, in_turns
from .measuring import DATABASES, Figure, parser_for, publish, share, tell_progress
from .postgresql import backends_cpu
from .serving import serving
from .setting import a_copy_of

AT_ONCE = (1, 4, 16)
# Each number of people comes so often, in turns; the best counts: what else runs on the machine comes and goes.
TIMES = 2
GAIN = 1.5
# What a measurement wobbles by, when nothing else runs.
NOISE = 0.95


def main() -> None:
    parser = parser_for("crowd", __doc__)
    parser.add_argument("size", nargs="?", default="M", choices=["demo", "M"])
    parser.add_argument("--on", choices=DATABASES, default="sqlite")
    parser.add_argument("--seconds", type=float, default=5, help="for each number of people")
    chosen = parser.parse_args()
    with a_copy_of(chosen.size, chosen.on) as data:
        publish(
            "crowd",
            f"all pages of the loop in turn, {chosen.seconds:.0f} s each, size {chosen.size} on {chosen.on}",
            lambda: _measure(data, (1, 2), chosen.seconds),
            as_json=chosen.json,
        )


def _measure(data: Path, processes: tuple[int, ...], seconds: float) -> Iterator[Figure]:
    best: dict[int, float] = {}
    for count in processes:
        rates = []
        for at_once, (told, cpu, database_cpu) in _rounds(data, count, seconds).items():
            who = f"{count} process{'es' if count > 1 else ''}, {at_once} at once"
            rates.append(told.rate)
            yield Figure(who, told.rate, "pages a second")
            yield Figure(f"{who}: p95", share(told.all_times, 0.95) * 1000, "ms")
            yield Figure(f"{who}: server's CPU", cpu / told.count * 1000, "ms a page")
            if database_cpu is not None:
                yield Figure(
                    f"{who}: database's CPU", database_cpu / told.count * 1000, "ms a page"
                )
            yield Figure(f"{who}: load's CPU", told.own_cpu / told.count * 1000, "ms a page")
        best[count] = rates[-1]
        fall = min(later / earlier for earlier, later in pairwise(rates))
        yield Figure(
            f"{count} process{'es' if count > 1 else ''}: least kept when more come",
            fall,
            "times",
            target=NOISE,
            at_least=True,
        )
    if len(best) > 1:
        gain = best[2] / best[1]
        yield Figure("two processes for one, 16 at once", gain, "times", target=GAIN, at_least=True)


def _rounds(
    data: Path, processes: int, seconds: float
) -> dict[int, tuple[Told, float, float | None]]:
    """By how many were there at once: the best round, and the CPU that the server and the database took for it."""
    from .tour import tour

    stops = [(client.cookies["sessionid"].value, path) for _, client, path in tour()]
    asks = in_turns(lambda n: Ask(stops[n % len(stops)][1], stops[n % len(stops)][0]))
    with serving(data, processes=processes) as server:
        asyncio.run(crowd(server.port, asks, at_once=8, seconds=30, most=8 * len(stops)))
        best: dict[int, tuple[Told, float, float | None]] = {}
        for at_once in AT_ONCE * TIMES:
            tell_progress(f"{processes} process(es), {at_once} at once.")
            cpu, database_cpu = server.cpu_seconds, backends_cpu()
            told = asyncio.run(crowd(server.port, asks, at_once=at_once, seconds=seconds))
            assert not told.failures, told.failures[0]
            after = backends_cpu()
            took = None if after is None or database_cpu is None else after - database_cpu
            if at_once not in best or told.rate > best[at_once][0].rate:
                best[at_once] = told, server.cpu_seconds - cpu, took
    return best


if __name__ == "__main__":
    main()
