from __future__ import annotations

from bench.sizes import World, insert
from manyhands.journal.models import Entry
from manyhands.needs.models import Need
from manyhands.notifications.models import Notice

PORTION = 20_000


def fill(world: World) -> None:
    """The journal tells of every need; the rest are openings and reactions. Notices to everybody."""
    needs = list(Need.objects.only("pk", "statement", "declarer_id", "declared_at"))
    insert([_declared(need) for need in needs])
    left = world.size.entries - len(needs)
    while left > 0:
        insert([_opened(world) for _ in range(min(PORTION, left))])
        left -= PORTION
    insert([_notice(world, n, needs) for n in range(world.size.notices)])


def _declared(need: Need) -> Entry:
    return Entry(
        kind="needs.need.declared",
        actor_id=need.declarer_id,
        subject_type="needs.need",
        subject_id=need.pk,
        facts={"need_id": need.pk, "title": need.statement},
        happened_at=need.declared_at,
    )


def _opened(world: World) -> Entry:
    course_id = world.dice.randint(1, world.size.courses)
    return Entry(
        kind="learning.course.opened",
        actor_id=world.someone().pk,
        subject_type="courses.course",
        subject_id=course_id,
        facts={"course_id": course_id, "title": "", "release_id": course_id * world.size.releases},
        happened_at=world.before(300),
    )


def _notice(world: World, number: int, needs: list[Need]) -> Notice:
    need = world.dice.choice(needs)
    told = world.before(200)
    return Notice(
        person=world.someone(),
        entry_id=10_000_000 + number,
        kind="need_declared",
        family="around",
        actor_id=need.declarer_id,
        facts={"title": need.statement},
        url=f"/needs/{need.pk}/",
        told_at=told,
        read_at=told if world.dice.random() < 0.9 else None,
    )
