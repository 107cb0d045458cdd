from __future__ import annotations

from datetime import datetime, timedelta

from bench.words import statement
from bench.world import World, insert
from manyhands.needs.keeping import refresh_all
from manyhands.needs.models import Backing, CheckIn, Need, NeedState, Offer, Wave

STATES = ["open", "claimed", "answered", "solved", "declined", "withdrawn"]
WEIGHTS = [25, 10, 20, 38, 4, 3]


def fill(world: World) -> None:
    needs = insert([_need(world) for _ in range(world.size.needs)])
    for_all = [need for need in needs if need.is_for_everybody]
    rest = [need for need in needs if not need.is_for_everybody]
    audience = Need.audience.through
    insert([audience(need=need, group=group) for need in rest for group in _groups(world)])
    topics = Need.topics.through
    insert(
        [
            topics(need=need, topic=topic)
            for need in rest + for_all
            for topic in world.dice.sample(world.topics, k=world.dice.randint(0, 3))
        ]
    )
    _backings(world, needs)
    _offers(world, needs)
    _checkins(world, needs)
    refresh_all(Need.objects.all())


def _need(world: World) -> Need:
    state = world.dice.choices(STATES, WEIGHTS)[0]
    declared = world.before(400)
    need = Need(
        declarer=world.someone(),
        statement=statement(world.dice)[:200],
        effect=world.sentence(),
        is_for_everybody=world.dice.random() < 0.2,
        is_restricted=world.dice.random() < 0.05,
        state=state,
        declared_at=declared,
    )
    _moments(world, need, declared)
    return need


def _moments(world: World, need: Need, declared: datetime) -> None:
    """As many of the six moments as its state has seen, in order."""

    def later(moment: datetime) -> datetime:
        return min(world.moment, moment + timedelta(days=world.dice.expovariate(0.15)))

    if need.state in (NeedState.CLAIMED, NeedState.ANSWERED, NeedState.SOLVED):
        need.first_offer_at = later(declared)
        need.first_draft_at = later(need.first_offer_at)
    if need.first_draft_at and need.state in (NeedState.ANSWERED, NeedState.SOLVED):
        need.answered_at = later(need.first_draft_at)
        need.first_used_at = later(need.answered_at)
    if need.first_used_at and need.state == NeedState.SOLVED:
        need.solved_at = later(need.first_used_at)
    if need.is_closed:
        need.closed_at = later(declared)


def _groups(world: World) -> list[object]:
    return world.dice.sample(world.groups, k=world.dice.randint(1, 3))


def _backings(world: World, needs: list[Need]) -> None:
    """Most needs have a few who wait, some have hundreds: up to a tenth of everybody."""
    rows = []
    most = world.size.people // 10
    for need in needs:
        voices = min(most, int(world.dice.paretovariate(0.9)))
        people = {world.someone().pk for _ in range(voices)}
        rows += [
            Backing(need=need, person_id=pk, backed_at=need.declared_at + timedelta(hours=n))
            for n, pk in enumerate(people - {need.declarer_id})
        ]
    insert(rows)


def _offers(world: World, needs: list[Need]) -> None:
    insert(
        [
            Offer(need=need, person=world.someone(), offered_at=need.first_offer_at)
            for need in needs
            if need.first_offer_at
        ]
    )


def _checkins(world: World, needs: list[Need]) -> None:
    """Declarers were asked twice, backers once; three in four have replied."""
    answered = [need for need in needs if need.answered_at]
    both = (Wave.AT_ONCE, Wave.MONTH)
    rows = [
        _checkin(world, need, need.declarer_id, wave, 1.0) for need in answered for wave in both
    ]
    backings = Backing.objects.filter(need__answered_at__isnull=False).order_by("pk")
    by_pk = {need.pk: need for need in answered}
    for need_id, person_id in backings.values_list("need_id", "person_id"):
        rows.append(_checkin(world, by_pk[need_id], person_id, Wave.AT_ONCE, 0.75))
    insert(rows)


def _checkin(
    world: World, need: Need, person_id: int | None, wave: Wave, replying: float
) -> CheckIn:
    replied = world.dice.random() < replying
    return CheckIn(
        need=need,
        person_id=person_id,
        wave=wave,
        due_at=need.answered_at,
        asked_at=need.answered_at,
        used_at=need.answered_at if replied else None,
        reply=world.dice.choices(["yes", "partly", "no"], [7, 2, 1])[0] if replied else "",
        replied_at=need.answered_at if replied else None,
    )
