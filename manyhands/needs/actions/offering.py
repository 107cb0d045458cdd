from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.journal.queue import cancel
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import squeeze
from manyhands.needs import rules
from manyhands.needs.events import OfferMade, OfferWithdrawn
from manyhands.needs.models import Need, NeedState, Offer
from manyhands.people.models import Person

from .held import hold, keep

NOTE_LIMIT: Final = 500


@transaction.atomic
def offer_answer(need: Need, *, note: str = "", by: Person) -> Offer:
    """Say "I can answer this"; whoever waits for the need is told. Said twice it is one offer."""
    if len(note) > NOTE_LIMIT:
        raise Refused(_("Please say it in at most %(n)d characters.") % {"n": NOTE_LIMIT})
    need = hold(need)
    if standing := standing_offer(need, by):
        return standing
    require(rules.can_offer(by, need))

    offer = Offer.objects.create(need=need, person=by, note=squeeze(note), offered_at=now())
    need.claim(at=offer.offered_at)
    keep(need, "state", "first_offer_at")

    fact = OfferMade(need_id=need.pk, title=need.statement, offer_id=offer.pk)
    record(fact, by=by, about=need)
    return offer


@transaction.atomic
def withdraw_offer(need: Need, *, by: Person) -> Offer | None:
    """Can't after all. With the last offer gone the need looks for somebody again."""
    need = hold(need)
    offer = standing_offer(need, by)
    if offer is None:
        return None
    offer.withdrawn_at = now()
    offer.save(update_fields=["withdrawn_at"])
    release_claim(need)
    _recall(need, offer)

    fact = OfferWithdrawn(need_id=need.pk, title=need.statement, offer_id=offer.pk)
    record(fact, by=by, about=need)
    return offer


def release_claim(need: Need) -> None:
    """After offers went: open again when none stands."""
    if need.state == NeedState.CLAIMED and not Offer.objects.standing().filter(need=need).exists():
        need.unclaim()
    keep(need, "state")


def standing_offer(need: Need, person: Person) -> Offer | None:
    return Offer.objects.standing().filter(need=need, person=person).first()


def _recall(need: Need, offer: Offer) -> None:
    """Whoever has not been told of it yet is not told."""
    told = Entry.objects.about(need).filter(kind=OfferMade.kind, actor_id=offer.person_id)
    for entry in told.filter(facts__offer_id=offer.pk):
        cancel(entry)
