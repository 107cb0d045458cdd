"""Each cell of docs/doors.md, really asked; and every address of the product is in it."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from .asking import ask
from .live import ask_live
from .page import LIVE, Door, doors, write
from .world import World, a_world

Answers = tuple[str, ...]


def require_as_written(answer: Callable[[Door], Answers], *, live: bool) -> None:
    """Ask at each door; say every row that is answered otherwise than the page tells."""
    if os.environ.get("DOORS") == "write":
        write(lambda door: answer(door) if (door.section == LIVE) is live else door.answers)
    asked = [door for door in doors() if (door.section == LIVE) is live]
    got = {door: answer(door) for door in asked}
    wrong = [f"{door}\n  but: {' '.join(got[door])}" for door in asked if got[door] != door.answers]

    assert not wrong, "\n".join(["", *wrong])


@pytest.fixture
def world(cast, deliver) -> World:
    return a_world(cast, deliver)


def test_each_part_is_answered_as_the_table_says(world):
    require_as_written(lambda door: ask(world, door.method, door.address), live=False)


@pytest.mark.django_db(transaction=True)
def test_the_live_side_answers_as_the_table_says(transactional_db, world):
    from manyhands.config.asgi import application

    require_as_written(
        lambda door: ask_live(application, world, door.method, door.address), live=True
    )
