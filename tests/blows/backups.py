"""Backups made while everything is hit: what was said to be good is taken back at the end, and looked through."""

from __future__ import annotations

import json
import subprocess
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.journeys.installation import Installation, drop_database, new_database

from .machine import Estate
from .people import Ledger
from .writers import Written

LONGEST: Final = 120.0
GOOD: Final = "good"
CUT: Final = "killed"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that said it was good, and what had been acknowledged before it began."""

    file: Path
    ledger: list[dict[str, Any]]
    saved: dict[str, int]


class Keeper(threading.Thread):
    """Makes one backup after another, and kills some of them, until it is over."""

    def __init__(  # noqa: PLR0913 - all named
        self,
        estate: Estate,
        ledger: Ledger,
        written: Written,
        *,
        seed: int,
        most: int,
        until: threading.Event,
    ) -> None:
        super().__init__(name="keeper", daemon=True)
        self.estate = estate
        self.folder = estate.data.with_name("backups")
        self.folder.mkdir()
        self.made: Counter[str] = Counter()
        self.good: list[Good] = []
        self.complaints: list[str] = []
        self._ledger, self._written = ledger, written
        self._seed, self._most, self._until = seed, most, until

    def run(self) -> None:
        random = Random(f"{self._seed}-keeper")  # noqa: S311
        for number in range(1, self._most + 1):
            if self._until.wait(random.uniform(0.5, 6)):
                return
            kill_after = random.uniform(0.3, 4) if number % 3 == 2 else LONGEST
            try:
                self._keep(self.folder / f"{number:03}.backup", kill_after)
            except Exception as error:  # noqa: BLE001 - told in the table; the others go on
                self.complaints.append(f"Backup {number}: {error!r}")

    def _keep(self, file: Path, kill_after: float) -> None:
        ledger, saved = self._ledger.so_far(), dict(self._written.saved_signs)
        making = self.estate.begin_backup(file)
        try:
            said = making.communicate(timeout=kill_after)[0]
        except subprocess.TimeoutExpired:
            making.kill()
            said = making.communicate()[0]
        outcome = GOOD if making.returncode == 0 else REFUSED if making.returncode > 0 else CUT
        self.made[outcome] += 1
        if outcome == GOOD:
            self.good.append(Good(file, ledger, saved))
        if outcome == REFUSED and (making.returncode != 2 or "Traceback" in said):
            self.complaints.append(f"A backup that cannot be made says {said[-1500:]}")


def taken_back(keeper: Keeper, shared: int) -> list[str]:
    """What is wrong with the backups, each restored to a place of its own."""
    losses = list(keeper.complaints)
    good = {one.file for one in keeper.good}
    for file in set(keeper.folder.glob("*.backup")) - good:  # killed when it had taken its name
        losses += _wrong_with(lambda file=file: keeper.estate.run("verify", str(file)), file)
    for one in keeper.good:
        losses += _compared(one, keeper, shared)
    return losses


def _compared(one: Good, keeper: Keeper, shared: int) -> list[str]:
    """The restored one is what the file says, and holds what was acknowledged before."""
    settings = new_database() if keeper.estate.is_postgresql else {}
    place = Installation(one.file.with_suffix(".restored"), settings)
    asked = {"what": "restored", "ledger": one.ledger, "typed": one.saved, "shared": shared}
    found: list[str] = []

    def look() -> None:
        place.run("restore", str(one.file))
        place.run("compare", str(one.file))
        place.run("check")
        found.extend(json.loads(place.execute("tests.blows.verdict", said=json.dumps(asked))))

    try:
        wrong = _wrong_with(look, one.file)
        return wrong + [f"{one.file.name}: {loss}" for loss in found]
    finally:
        drop_database(settings)


def _wrong_with(look: Any, file: Path) -> list[str]:
    try:
        look()
    except AssertionError as error:
        return [f"{file.name}: {error}"]
    return []
