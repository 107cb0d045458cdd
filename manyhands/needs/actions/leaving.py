"""What becomes of needs when somebody leaves or comes back (rulings A4)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.kernel.clock import now
from manyhands.needs.events import DeclarerChanged, NeedDeclared, NominationAnswered
from manyhands.needs.keeping import refresh_all
from manyhands.needs.models import (
    Backing,
    CheckIn,
    EffectReading,
    Need,
    Nomination,
    NominationState,
    Offer,
)
from manyhands.people.models import Person

from .held import hold, keep
from .offering import release_claim
from .replying import settle


def hand_on_needs(person: Person) -> None:
    """Somebody left: the earliest backer speaks for what they asked; what they offered is free again."""
    for need in Need.objects.filter(declarer=person).order_by("pk"):
        _hand_on(need, person)
    for offer in Offer.objects.standing().filter(person=person).select_related("need"):
        _withdraw(offer)
    for nomination in _asked(person):
        _decline(nomination)
    count_again(person)


def count_again(person: Person) -> None:
    """Somebody is back, or has another name or photo: wherever they are shown."""
    refresh_all(Need.objects.filter(pk__in=needs_showing(person)))


def needs_showing(person: Person) -> set[int]:
    """The needs in whose rows this person is counted or shown."""
    ids = {pk for rows in _places_of(person) for pk in rows.values_list("need_id", flat=True)}
    return ids | set(Need.objects.filter(declarer=person).values_list("pk", flat=True))


def take_back_needs(person: Person) -> None:
    """Somebody is back: what they asked and nobody speaks for is theirs again."""
    asked = Entry.objects.filter(kind=NeedDeclared.kind, actor_id=person.pk)
    ids = asked.values_list("subject_id", flat=True)
    for need in Need.objects.filter(pk__in=list(ids), declarer=None):
        _give_back(need, person)
    count_again(person)


def _places_of(person: Person) -> list[QuerySet[Any]]:
    """The rows by which a need shows this person."""
    named = Q(nominee=person) | Q(nominated_by=person)
    return [
        Backing.objects.filter(person=person),
        Offer.objects.filter(person=person),
        Nomination.objects.filter(named),
        CheckIn.objects.filter(person=person),
        EffectReading.objects.filter(said_by=person),
    ]


@transaction.atomic
def _hand_on(need: Need, person: Person) -> None:
    need = hold(need)
    if need.declarer_id != person.pk:
        return
    backers = need.backings.filter(person__is_active=True).exclude(person=person)
    first = backers.order_by("backed_at", "pk").first()
    need.declarer_id = first.person_id if first else None
    if first is not None:
        # They waited since they asked, and would again on the day they come back.
        Backing.objects.get_or_create(
            need=need, person=person, defaults={"backed_at": need.declared_at}
        )
    keep(need, "declarer")
    fact = DeclarerChanged(
        need_id=need.pk, title=need.statement, declarer_id=first.person_id if first else None
    )
    record(fact, by=None, about=need)
    settle(need, None)


@transaction.atomic
def _give_back(need: Need, person: Person) -> None:
    need = hold(need)
    if need.declarer_id is None:
        need.declarer = person
        keep(need, "declarer")
        fact = DeclarerChanged(need_id=need.pk, title=need.statement, declarer_id=person.pk)
        record(fact, by=None, about=need)


@transaction.atomic
def _withdraw(offer: Offer) -> None:
    need = hold(offer.need)
    gone = Offer.objects.standing().filter(pk=offer.pk).update(withdrawn_at=now())
    if gone and need.is_waiting:
        release_claim(need)


def _asked(person: Person) -> list[Nomination]:
    asked = Nomination.objects.filter(nominee=person, state=NominationState.ASKED)
    return list(asked.select_related("need"))


@transaction.atomic
def _decline(nomination: Nomination) -> None:
    need = hold(nomination.need)
    still = need.nominations.filter(pk=nomination.pk, state=NominationState.ASKED)
    if not still.update(state=NominationState.DECLINED, replied_at=now()):
        return
    keep(need)
    fact = NominationAnswered(
        need_id=need.pk,
        title=need.statement,
        nomination_id=nomination.pk,
        state=NominationState.DECLINED.value,
    )
    record(fact, by=None, about=need)
