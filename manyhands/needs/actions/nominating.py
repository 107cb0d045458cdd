from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import squeeze
from manyhands.needs import rules
from manyhands.needs.events import NominationAnswered, PersonNominated
from manyhands.needs.models import Need, Nomination, NominationState, Offer
from manyhands.people.models import Person

from .held import hold, keep
from .offering import NOTE_LIMIT, offer_answer, standing_offer


@transaction.atomic
def nominate(need: Need, *, nominee: Person, reason: str = "", by: Person) -> Nomination:
    """ "She knows this": ask a colleague to answer. Asked twice they are asked once."""
    need = hold(need)
    waiting = need.nominations.filter(nominee=nominee, state=NominationState.ASKED).first()
    if waiting is not None:
        return waiting
    require(rules.can_nominate(by, need, nominee))
    if standing_offer(need, nominee):
        raise Refused(_("%(name)s has already offered to answer.") % {"name": nominee.name})

    nomination = Nomination.objects.create(
        need=need,
        nominee=nominee,
        nominated_by=by,
        reason=_short(reason),
        nominated_at=now(),
    )
    keep(need)
    _record_naming(nomination, by)
    return nomination


@transaction.atomic
def accept_nomination(nomination: Nomination, *, reply: str = "", by: Person) -> Offer | None:
    """Yes: from now on it is an offer like any other."""
    nomination = _held(nomination)
    if nomination.state == NominationState.ACCEPTED and nomination.nominee_id == by.pk:
        return standing_offer(nomination.need, by)
    require(rules.can_reply_to_nomination(by, nomination))
    _reply(nomination, NominationState.ACCEPTED, reply, by)
    return offer_answer(nomination.need, note=_short(reply), by=by)


@transaction.atomic
def decline_nomination(nomination: Nomination, *, reply: str = "", by: Person) -> Nomination:
    """A polite no; nothing is expected of them any more."""
    nomination = _held(nomination)
    if nomination.state == NominationState.DECLINED and nomination.nominee_id == by.pk:
        return nomination
    require(rules.can_reply_to_nomination(by, nomination))
    _reply(nomination, NominationState.DECLINED, reply, by)
    keep(nomination.need)
    return nomination


@transaction.atomic
def pass_on_nomination(
    nomination: Nomination, *, to: Person, reply: str = "", by: Person
) -> Nomination:
    """Somebody else knows it better: they are asked instead."""
    nomination = _held(nomination)
    if nomination.state == NominationState.PASSED_ON and nomination.nominee_id == by.pk:
        return nomination
    require(rules.can_reply_to_nomination(by, nomination))
    passed = nominate(nomination.need, nominee=to, reason=reply, by=by)
    _reply(nomination, NominationState.PASSED_ON, reply, by)
    keep(nomination.need)
    return passed


def _held(nomination: Nomination) -> Nomination:
    """As it is now, with its need held: the one that it moved to, where needs were joined meanwhile."""
    need = hold(nomination.need)
    found = Nomination.objects.select_related("nominee").get(pk=nomination.pk)
    found.need = need if found.need_id == need.pk else hold(found.need)
    return found


def _reply(nomination: Nomination, state: NominationState, reply: str, by: Person) -> None:
    nomination.state, nomination.reply, nomination.replied_at = state, _short(reply), now()
    nomination.save(update_fields=["state", "reply", "replied_at"])
    need = nomination.need
    fact = NominationAnswered(
        need_id=need.pk, title=need.statement, nomination_id=nomination.pk, state=state.value
    )
    record(fact, by=by, about=need)


def _record_naming(nomination: Nomination, by: Person) -> None:
    need = nomination.need
    fact = PersonNominated(
        need_id=need.pk,
        title=need.statement,
        nomination_id=nomination.pk,
        nominee_id=nomination.nominee_id,
    )
    record(fact, by=by, about=need)


def _short(words: str) -> str:
    if len(words) > NOTE_LIMIT:
        raise Refused(_("Please say it in at most %(n)d characters.") % {"n": NOTE_LIMIT})
    return squeeze(words)
