"""Telling a story that has already happened: dated acts, done in order, each delivered before the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from manyhands.courses.models import Course
from manyhands.journal import queue
from manyhands.kernel import clock
from manyhands.needs.models import Need
from manyhands.people.models import Group, Person

Deed = Callable[[], object]
UNTIL_TOLD = timedelta(seconds=31)


@dataclass(slots=True)
class Stage:
    """Everybody and everything so far, by the short names of the story."""

    people: dict[str, Person]
    groups: dict[str, Group]
    today: datetime
    needs: dict[str, Need] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    # Items that a coming release deals with, by course and number.
    taken_in: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    _acts: list[tuple[datetime, int, Deed]] = field(default_factory=list)

    def ago(self, days: float) -> datetime:
        """The moment so many days before the story's today."""
        return self.today - timedelta(days=days)

    def at(self, moment: datetime, deed: Deed) -> None:
        """Let ``deed`` happen at ``moment``; deeds of one moment keep their order."""
        self._acts.append((moment, len(self._acts), deed))

    def perform(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Do everything in order; deeds may add later deeds."""
        done = 0
        while self._acts:
            self._acts.sort(key=lambda act: act[:2])
            moment, _, deed = self._acts.pop(0)
            with clock.telling(moment):
                deed()
            with clock.telling(moment + UNTIL_TOLD):
                deliver()
            done += 1
            if progress:
                progress(done, done + len(self._acts))

    def group_ids(self, keys: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.groups[key].pk for key in keys)


def deliver() -> None:
    """What the worker would do now, without its recurring jobs."""
    while leased := queue.lease_due(limit=100):
        for delivery in leased:
            queue.run(delivery)
