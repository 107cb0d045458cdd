"""How replies move a need (rulings B2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import squeeze
from manyhands.needs import rules
from manyhands.needs.events import CheckInReplied, NeedReopened, NeedSolved
from manyhands.needs.models import CheckIn, Need, NeedState, Reply, Wave
from manyhands.needs.tallies import last_reply, replies_about
from manyhands.people.models import Person

from .closing import reopen
from .held import hold, keep

SENTENCE_LIMIT: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAnswer:
    """Yes, partly, no or not read yet, with a sentence; ``is_nameless``: counted and read without the name."""

    reply: str
    sentence: str = ""
    is_nameless: bool = False


@transaction.atomic
def reply_to_checkin(checkin: CheckIn, *, answer: CheckInAnswer, by: Person) -> CheckIn:
    """Say whether it solved the need. Sent twice it counts once; said otherwise later, the later word stands."""
    checkin = _held(checkin)
    require(rules.can_reply(by, checkin))
    _require_well_formed(answer, checkin)
    said = (answer.reply, squeeze(answer.sentence), answer.is_nameless)
    if (checkin.reply, checkin.sentence, checkin.is_nameless) == said:
        return checkin

    checkin.reply, checkin.sentence, checkin.is_nameless = said
    checkin.replied_at = now()
    checkin.asked_at = checkin.asked_at or checkin.replied_at
    checkin.save(update_fields=["reply", "sentence", "is_nameless", "replied_at", "asked_at"])
    need = checkin.need
    _record_reply(checkin, by)
    _move(need, checkin, by)
    _plan_following(need, checkin)
    keep(need)
    return checkin


@transaction.atomic
def reply_about(need: Need, *, answer: CheckInAnswer, by: Person) -> CheckIn:
    """The same by whoever waited, to the last question put to them, or unasked."""
    need = hold(need)
    require(rules.can_say_whether_solved(by, need))
    own = CheckIn.objects.current().filter(need=need, person=by)
    checkin = own.filter(asked_at__isnull=False).order_by("-asked_at", "-wave").first()
    if checkin is None:
        checkin, _made = CheckIn.objects.get_or_create(
            need=need,
            person=by,
            wave=Wave.AT_ONCE,
            round=need.reopened_count,
            defaults={"due_at": now()},
        )
    return reply_to_checkin(checkin, answer=answer, by=by)


def is_solved_by_replies(need: Need) -> bool:
    """Whether at least half of those asked say yes, where the declarer has not replied."""
    if need.declarer_id and (word := last_reply(need, need.declarer_id)):
        return word == Reply.YES
    counted = replies_about(need)
    return bool(counted.asked) and counted.yes * 2 >= counted.asked


def settle(need: Need, by: Person | None) -> None:
    """Solve an answered need that the replies solve."""
    if need.state == NeedState.ANSWERED and is_solved_by_replies(need):
        need.solve(at=now())
        need.save(update_fields=["state", "solved_at"])
        record(NeedSolved(need_id=need.pk, title=need.statement), by=by, about=need)


def _move(need: Need, checkin: CheckIn, by: Person) -> None:
    """The declarer's word decides; until there is one, half of those asked."""
    if by.pk == need.declarer_id and checkin.reply == Reply.NO:
        reopen(need)
        fact = NeedReopened(
            need_id=need.pk,
            title=need.statement,
            reason="",
            checkin_id=checkin.pk,
            is_nameless=checkin.is_nameless,
        )
        record(fact, by=by, about=need)
    elif checkin.reply == Reply.YES:
        settle(need, by)


def _plan_following(need: Need, checkin: CheckIn) -> None:
    """Thirty and ninety days after a person's own first reply they are asked again."""
    if checkin.reply == Reply.NOT_READ or not need.is_answered:
        return
    CheckIn.objects.bulk_create(
        [
            CheckIn(
                need=need,
                person_id=checkin.person_id,
                wave=wave,
                round=checkin.round,
                due_at=now() + timedelta(days=wave),
            )
            for wave in (Wave.MONTH, Wave.QUARTER)
        ],
        ignore_conflicts=True,  # planned by their first reply already
    )


def _record_reply(checkin: CheckIn, by: Person) -> None:
    need = checkin.need
    fact = CheckInReplied(
        need_id=need.pk,
        title=need.statement,
        checkin_id=checkin.pk,
        wave=checkin.wave,
        reply=checkin.reply,
        is_nameless=checkin.is_nameless,
        is_declarer=by.pk == need.declarer_id,
    )
    record(fact, by=by, about=need)


def _require_well_formed(answer: CheckInAnswer, checkin: CheckIn) -> None:
    if answer.reply not in Reply.values:
        raise Refused(_("Say yes, partly, no, or not read yet."))
    if answer.reply == Reply.NOT_READ and (checkin.used_at or checkin.wave != Wave.AT_ONCE):
        raise Refused(_("You have read it already. Did it help?"))
    if len(answer.sentence) > SENTENCE_LIMIT:
        raise Refused(_("Please say it in at most %(n)d characters.") % {"n": SENTENCE_LIMIT})


def _held(checkin: CheckIn) -> CheckIn:
    """As it is now, with its need held."""
    need = hold(checkin.need)
    found = CheckIn.objects.get(pk=checkin.pk)
    found.need = need
    return found
