"""Blows: kill servers, worker and database at random moments while people work, then look whether all is whole."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.journeys.installation import drop_database, new_database
from tests.journeys.post import PostOffice, open_post_office

from . import backups, outages
from .backups import Keeper
from .machine import Estate
from .people import Colleague, Ledger
from .writers import Written, write_until

LONGEST_REST = 120.0
AT_SCALE = {"MANYHANDS_EMBEDDED_WORKER": "off"}
ALL = ["sqlite", "sqlite-at-scale", "postgresql"]


@dataclass(slots=True)
class Outcome:
    """What one installation went through."""

    name: str
    seconds: float = 0.0
    blows: dict[str, int] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    typed: int = 0
    mails: int = 0
    doubled: int = 0
    losses: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    backups: dict[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.losses


def main() -> int:
    asked = _options()
    Console().print(f"Seed {asked.seed}.")
    outcomes = []
    if "sqlite" in asked.on:
        outcomes.append(_go_through("SQLite, embedded worker", {}, asked))
    if "sqlite-at-scale" in asked.on:
        outcomes.append(_go_through("SQLite, 2 processes, worker", dict(AT_SCALE), asked))
    if "postgresql" in asked.on:
        outcomes.append(_on_postgresql(asked))
    _tell(outcomes)
    return 0 if all(outcome.is_whole for outcome in outcomes) else 1


def _options() -> Namespace:
    parser = ArgumentParser(prog="bin/blows", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="makes a run again")
    parser.add_argument("--kills", type=int, default=20, help="blows for each database")
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--browsers", type=int, default=3)
    parser.add_argument(
        "--on", nargs="+", choices=ALL, help="default: all; short: the first and last"
    )
    parser.add_argument("--outages", action="store_true", help="outages in place of kills")
    parser.add_argument(
        "--short", action="store_true", help="two blows, four people, one backup, no browser"
    )
    asked = parser.parse_args()
    if asked.short:
        asked.kills, asked.people, asked.browsers = 2, 4, 0
    asked.on = asked.on or (["sqlite", "postgresql"] if asked.short else ALL)
    return asked


def _on_postgresql(asked: Namespace) -> Outcome:
    settings = new_database() | AT_SCALE
    try:
        return _go_through("PostgreSQL, 2 processes, worker", settings, asked)
    finally:
        drop_database(settings)


def _go_through(name: str, settings: dict[str, str], asked: Namespace) -> Outcome:
    outcome, began = Outcome(name), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, open_post_office() as office:
        estate = Estate(Path(folder) / "data", settings | office.settings)
        estate.data.mkdir()
        if asked.outages:
            estate.lie_on_small_disks()
        estate.execute("tests.journeys.beginnings", "nothing")
        estate.known = json.loads(estate.execute("tests.blows.beginning"))
        estate.start()
        try:
            written, keeper = _work_under_blows(estate, outcome, asked, office)
            _let_it_rest(estate)
            _judge(estate, office, written, outcome)
            if keeper:
                outcome.losses += backups.taken_back(keeper, estate.known["shared"])
                outcome.backups = dict(keeper.made)
        finally:
            estate.stop()
            if keep := os.environ.get("BLOWS_LOG"):
                with Path(keep).open("a") as kept:
                    kept.write(estate.log_file.read_text(errors="replace"))
            estate.leave_disks()
    outcome.blows, outcome.seconds = estate.blows, time.monotonic() - began
    return outcome


def _work_under_blows(
    estate: Estate, outcome: Outcome, asked: Namespace, office: PostOffice
) -> tuple[Written, Keeper | None]:
    over, still, written = threading.Event(), threading.Event(), Written()
    first = sorted(estate.known["sessions"], key=lambda key: key not in estate.known["kept"])
    colleagues = [
        Colleague(
            key,
            url=estate.url,
            known=estate.known,
            ledger=outcome.ledger,
            seed=asked.seed,
            until=over,
        )
        for key in first[: asked.people]
    ]
    if asked.outages:
        keeper = None
        what, facts = _suffer, (estate, outcome, office, written, still)
    else:
        most = 1 if asked.short else asked.kills
        keeper = Keeper(estate, outcome.ledger, written, seed=asked.seed, most=most, until=still)
        keeper.start()
        what, facts = _hit, (estate, outcome, asked, still)
    hitting = threading.Thread(target=what, args=facts)
    for one in colleagues:
        one.start()
    try:
        if asked.browsers:
            pause = 1.0 if asked.outages else 0.05
            write_until(still, estate, asked.browsers, written, seated=hitting.start, pause=pause)
        else:
            hitting.start()
        hitting.join()
    finally:
        over.set()
    for one in (*colleagues, *([keeper] if keeper else [])):
        one.join(90)
    return written, keeper


def _suffer(
    estate: Estate, outcome: Outcome, office: PostOffice, written: Written, over: threading.Event
) -> None:
    try:
        visitor = outages.suffer(estate, office, written)
        outcome.seen, outcome.losses = visitor.seen, outcome.losses + visitor.complaints
    except Exception as error:  # noqa: BLE001 - told in the table; the others must be let go
        outcome.losses.append(f"It does not come back: {error!r}")
    finally:
        over.set()


def _hit(estate: Estate, outcome: Outcome, asked: Namespace, over: threading.Event) -> None:
    """Each target in turn, in an order and at moments that the seed says."""
    random = Random(asked.seed)  # noqa: S311
    targets = [estate.targets[n % len(estate.targets)] for n in range(asked.kills)]
    random.shuffle(targets)
    try:
        time.sleep(2)
        for target in targets:
            time.sleep(random.uniform(0.2, 2.5))
            estate.blow(target, random)
        time.sleep(2)
    except Exception as error:  # noqa: BLE001 - told in the table; the others must be let go
        outcome.losses.append(f"It does not come back: {error}")
    finally:
        over.set()


def _let_it_rest(estate: Estate) -> None:
    """Three days pass: leases of the dead run out, notices are told, digests leave."""
    deadline = time.monotonic() + LONGEST_REST
    for span in ({"seconds": 31}, {"minutes": 6}, {"minutes": 6}, {"days": 1}, {"days": 2}):
        estate.travel(**span)
        time.sleep(1.5)
    while time.monotonic() < deadline:
        asked = json.dumps({"what": "quiet"})
        if json.loads(estate.execute("tests.blows.verdict", said=asked)):
            return
        estate.travel(minutes=6)
        time.sleep(2)


def _judge(estate: Estate, office: PostOffice, written: Written, outcome: Outcome) -> None:
    ledger = outcome.ledger
    asked = {
        "what": "whole",
        "ledger": ledger.entries,
        "typed": written.typed,
        "shared": estate.known["shared"],
    }
    said = json.loads(estate.execute("tests.blows.verdict", said=json.dumps(asked)))
    arrived = Counter(str(letter["Message-ID"]).strip() for letter in office.letters)
    outcome.typed, outcome.mails = sum(written.typed.values()), len(said["letters"])
    outcome.doubled = sum(times - 1 for times in arrived.values())
    outcome.losses += said["losses"] + ledger.unexpected
    outcome.losses += [f"Never arrived: {one}" for one in said["letters"] if not arrived[one]]
    outcome.losses += [f"Nobody wrote {one}" for one in arrived if one not in said["letters"]]
    if written.complaint:
        outcome.losses.append(written.complaint)
    if outcome.doubled > sum(estate.blows.values()):
        outcome.losses.append(f"{outcome.doubled} mails came twice: more than blows fell")
    outcome.losses += _check(estate)


def _check(estate: Estate) -> list[str]:
    try:
        estate.run("check")
    except AssertionError as error:
        return [f"manyhands check: {error}"]
    return []


def _tell(outcomes: list[Outcome]) -> None:
    console = Console(width=150)
    table = Table(title="Blows")
    for column in (
        "",
        "blows",
        "acknowledged",
        "answers",
        "signs typed",
        "mails",
        "backups",
        "lost",
        "s",
    ):
        table.add_column(column)
    for one in outcomes:
        kinds = Counter(entry["kind"] for entry in one.ledger.entries)
        table.add_row(
            one.name,
            _listed(one.blows),
            f"{sum(kinds.values())}\n{_listed(kinds)}",
            _listed(one.ledger.answers),
            str(one.typed),
            f"{one.mails}, {one.doubled} twice",
            _listed(one.backups),
            str(len(one.losses)),
            f"{one.seconds:.0f}",
        )
    console.print(table)
    for one in outcomes:
        for sentence, times in Counter(one.seen).items():
            console.print(f"{one.name}: {sentence} ({times})", markup=False)
        for loss in one.losses[:40]:
            console.print(f"{one.name}: {loss}", markup=False)


def _listed(counted: Any) -> str:
    return "\n".join(f"{name}: {n}" for name, n in sorted(counted.items()))


if __name__ == "__main__":
    sys.exit(main())
