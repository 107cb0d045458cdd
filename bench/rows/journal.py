from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from bench.pouring import indexes_afterwards, pour
from bench.world import World
from manyhands.journal.models import Entry
from manyhands.needs.models import Need
from manyhands.notifications.models import Notice

ENTRY: Final = ("kind", "actor_id", "subject_type", "subject_id", "facts", "happened_at")
NOTICE: Final = [
    "person_id",
    "entry_id",
    "kind",
    "family",
    "actor_id",
    "facts",
    "url",
    "told_at",
    "read_at",
    "mail_wanted",
    "mail_due_at",
    "mail_id",
]
# Notices name entries of the journal, which keeps no keys: these are none of those that are there.
NO_ENTRY: Final = 1_000_000_000
DAYS: Final = 400


def fill(world: World) -> None:
    """The journal tells of every need; the rest are openings. Notices to everybody."""
    needs = list(Need.objects.only("pk", "statement", "declarer_id", "declared_at"))
    with indexes_afterwards(Entry):
        pour(Entry, ENTRY, _entries(world, needs))
    with indexes_afterwards(Notice):
        pour(Notice, NOTICE, _notices(world, needs))


def _entries(world: World, needs: list[Need]) -> Iterator[tuple[Any, ...]]:
    """From the oldest on, as a journal is written."""
    told = sorted(needs, key=lambda need: need.declared_at, reverse=True)
    step = timedelta(days=DAYS) / world.size.entries
    moment = world.moment - timedelta(days=DAYS)
    for _ in range(world.size.entries - len(needs)):
        moment += step
        while told and told[-1].declared_at < moment:
            yield _declared(told.pop())
        course = world.dice.randint(1, world.size.courses)
        facts = (
            f'{{"course_id": {course}, "title": "", "release_id": {course * world.size.releases}}}'
        )
        actor = world.someone().pk
        yield "learning.course.opened", actor, "courses.course", course, facts, moment
    yield from map(_declared, reversed(told))


def _declared(need: Need) -> tuple[Any, ...]:
    facts = json.dumps({"need_id": need.pk, "title": need.statement})
    kind = "needs.need.declared"
    return kind, need.declarer_id, "needs.need", need.pk, facts, need.declared_at


def _notices(world: World, needs: list[Need]) -> Iterator[tuple[Any, ...]]:
    """About as many to each."""
    facts = {need.pk: json.dumps({"title": need.statement}) for need in needs}
    for number in range(world.size.notices):
        person = world.people[number * len(world.people) // world.size.notices]
        need = world.dice.choice(needs)
        told = world.before(200)
        read = told if world.dice.random() < 0.9 else None
        about = need.declarer_id, facts[need.pk], f"/needs/{need.pk}/"
        entry = NO_ENTRY + number
        yield person.pk, entry, "need_declared", "around", *about, told, read, False, None, None
