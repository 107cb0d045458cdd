"""The rows of a size: people, groups, needs, courses, attempts, feedback and the journal that tells of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from manyhands.kernel.clock import now
from manyhands.people.models import Organisation

from .rows import courses, journal, learning, needs, people
from .size import Size
from .world import World

SEED: Final = 20261124


def fill_size(size: Size) -> None:
    """Fill an empty database. The cast of the demo is in it, so that each page has its signed-in person."""
    moment = now()
    Organisation.objects.get_or_create(
        pk=1, defaults={"name": "A large organisation", "made_at": moment}
    )
    world = World(size, random.Random(SEED), moment, [], [], [])  # noqa: S311 - not a secret
    steps: list[Callable[[World], None]] = [
        people.fill,
        needs.fill,
        courses.fill,
        learning.fill,
        journal.fill,
    ]
    for step in steps:
        step(world)
    refresh()


def refresh() -> None:
    """What the worker would have computed by now."""
    from manyhands.impact.actions import refresh_figures
    from manyhands.kernel.statistics import look_at_tables
    from manyhands.search.indexing import index_everything

    index_everything()
    refresh_figures()
    look_at_tables()
