from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.needs import rules
from manyhands.needs.events import NeedJoined, NeedMerged
from manyhands.needs.models import Backing, Need, NeedState, Offer
from manyhands.people.models import Person

from .answering import plan_questions
from .held import keep


@transaction.atomic
def merge_needs(need: Need, *, into: Need, by: Person) -> Need:
    """The same need twice becomes one. The survivor keeps the earlier date; who waits and who offered move along."""
    need, survivor = _held(need, into)
    if need.state == NeedState.MERGED and need.merged_into_id == survivor.pk:
        return survivor
    require(rules.can_merge(by, need, survivor))

    _move_who_waits(need, survivor)
    _move_offers(need, survivor)
    if not survivor.is_restricted:  # else other groups would see what was not meant for them
        survivor.audience.add(*need.audience.all())
    survivor.topics.add(*need.topics.all())
    survivor.is_for_everybody |= need.is_for_everybody
    survivor.declared_at = min(survivor.declared_at, need.declared_at)
    need.merge_into(survivor, at=now())
    keep(need, "state", "merged_into", "closed_at")
    keep(survivor, "declared_at", "is_for_everybody", "state", "first_offer_at", "first_draft_at")
    if survivor.is_answered:
        plan_questions(survivor)

    _tell(need, survivor, by)
    return survivor


def _held(need: Need, into: Need) -> tuple[Need, Need]:
    """Both, held in the order of their ids, so that two merges crossing each other never wait in a circle."""
    held = {pk: Need.objects.locked(pk) for pk in sorted({need.pk, into.pk})}
    return held[need.pk], held[into.pk]


def _move_who_waits(need: Need, survivor: Need) -> None:
    """Each goes on waiting since their own day."""
    if survivor.declarer_id and need.declared_at < survivor.declared_at:
        # The date of the need moves back; the day on which its declarer began to wait does not.
        Backing.objects.get_or_create(
            need=survivor,
            person_id=survivor.declarer_id,
            defaults={"backed_at": survivor.declared_at},
        )
    for backing in need.backings.order_by("backed_at", "pk"):
        _wait_for(survivor, backing.person_id, backing)
    if need.declarer_id and need.declarer_id != survivor.declarer_id:
        own = Backing(backed_at=need.declared_at, needed_by=need.needed_by)
        _wait_for(survivor, need.declarer_id, own)


def _wait_for(survivor: Need, person_id: int, before: Backing) -> None:
    """The earlier day stays where somebody waited for both."""
    if person_id == survivor.declarer_id:
        return
    backing, is_new = Backing.objects.get_or_create(
        need=survivor,
        person_id=person_id,
        defaults={
            "reason": before.reason,
            "needed_by": before.needed_by,
            "backed_at": before.backed_at,
        },
    )
    if not is_new:
        backing.backed_at = min(backing.backed_at, before.backed_at)
        backing.reason = backing.reason or before.reason
        backing.save(update_fields=["backed_at", "reason"])


def _move_offers(need: Need, survivor: Need) -> None:
    """Standing offers and open nominations; nobody offers twice."""
    offering = Offer.objects.standing().filter(need=survivor).values("person_id")
    moving = Offer.objects.standing().filter(need=need).exclude(person__in=offering)
    first = moving.order_by("offered_at").first()
    moving.update(need=survivor)
    asked = survivor.nominations.filter(state="asked").values("nominee_id")
    need.nominations.filter(state="asked").exclude(nominee__in=asked).update(need=survivor)
    if first is not None and survivor.is_waiting:
        survivor.claim(at=first.offered_at)
        survivor.first_offer_at = min(survivor.first_offer_at or first.offered_at, first.offered_at)
    if need.first_draft_at and survivor.is_waiting:
        survivor.first_draft_at = min(
            survivor.first_draft_at or need.first_draft_at, need.first_draft_at
        )


def _tell(need: Need, survivor: Need, by: Person) -> None:
    """Each of the two tells it in its own history."""
    merged = NeedMerged(
        need_id=need.pk,
        title=need.statement,
        survivor_id=survivor.pk,
        survivor_title=survivor.statement,
    )
    record(merged, by=by, about=need)
    joined = NeedJoined(
        need_id=survivor.pk,
        title=survivor.statement,
        other_id=need.pk,
        other_title=need.statement,
    )
    record(joined, by=by, about=survivor)
