from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.needs import rules
from manyhands.needs.events import GroupTakenOut, NeedDeclined, NeedReopened, NeedWithdrawn
from manyhands.needs.models import CheckIn, Need, NeedState, Offer
from manyhands.people.models import Group, Person

from .held import hold, keep

REASON_LIMIT: Final = 2000


@transaction.atomic
def decline_need(need: Need, *, reason: str, by: Person) -> Need:
    """A coach says no, with a reason that everybody concerned can read."""
    need = hold(need)
    if need.state == NeedState.DECLINED:
        return need
    require(rules.can_decline(by, need))
    reason = _words(reason)
    if not reason:
        raise Refused(_("Say why. Everybody who waits for it reads your reason."))

    need.decline(reason=reason, at=now())
    keep(need, "state", "decline_reason", "closed_at")

    record(NeedDeclined(need_id=need.pk, title=need.statement, reason=reason), by=by, about=need)
    return need


@transaction.atomic
def withdraw_need(need: Need, *, by: Person) -> Need:
    """Not needed any more, and nobody else waits for it."""
    need = hold(need)
    if need.state == NeedState.WITHDRAWN and need.declarer_id == by.pk:
        return need
    require(rules.can_withdraw(by, need))

    need.withdraw(at=now())
    keep(need, "state", "closed_at")

    record(NeedWithdrawn(need_id=need.pk, title=need.statement), by=by, about=need)
    return need


@transaction.atomic
def take_group_out(need: Need, *, group: Group, by: Person) -> Need:
    """A coach says that the need does not concern their group; it goes on for the others."""
    need = hold(need)
    require(rules.can_take_out(by, need, group))
    if not need.audience.filter(pk=group.pk).exists():
        return need

    need.audience.remove(group)
    keep(need)

    fact = GroupTakenOut(
        need_id=need.pk, title=need.statement, group_id=group.pk, group_name=group.name
    )
    record(fact, by=by, about=need)
    return need


@transaction.atomic
def reopen_need(need: Need, *, reason: str = "", by: Person) -> Need:
    """It waits again, with all who waited. The first answered date stays."""
    need = hold(need)
    if need.is_waiting and need.reopened_count:
        return need
    require(rules.can_reopen(by, need))
    reason = _words(reason)

    reopen(need)
    record(NeedReopened(need_id=need.pk, title=need.statement, reason=reason), by=by, about=need)
    return need


def reopen(need: Need) -> None:
    """Let a held need wait again; what was still to be asked about its old answer is asked no more."""
    CheckIn.objects.unasked().filter(need=need).delete()
    need.reopen(is_claimed=Offer.objects.standing().filter(need=need).exists())
    keep(need, "state", "solved_at", "closed_at", "decline_reason", "reopened_count")


def _words(reason: str) -> str:
    reason = reason.replace("\x00", "").strip()
    if len(reason) > REASON_LIMIT:
        raise Refused(_("Please say it in at most %(n)d characters.") % {"n": REASON_LIMIT})
    return reason
