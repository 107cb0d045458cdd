from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.journal.queue import cancel
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now, today
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.text import squeeze
from manyhands.needs import rules
from manyhands.needs.events import BackingWithdrawn, NeedBacked
from manyhands.needs.models import Backing, Need
from manyhands.people.models import Person

from .held import hold, keep

REASON_LIMIT: Final = 500


@transaction.atomic
def back_need(
    need: Need,
    *,
    reason: str = "",
    needed_by: date | None = None,
    since: datetime | None = None,
    by: Person,
) -> Backing:
    """ "Me too". Said again it gains a reason or a date; ``since`` is given when a withdrawal is undone."""
    need = hold(need)
    backing = next(iter(_backings(need.pk, by.pk)), None)
    if backing is None or not need.is_waiting:
        require(rules.can_back(by, need))
    reason = _well_formed(reason, needed_by, backing)
    if backing is not None:
        return _say_more(backing, reason, needed_by)

    backing = Backing.objects.create(
        need=need, person=by, reason=reason, needed_by=needed_by, backed_at=since or now()
    )
    keep(need)

    fact = NeedBacked(need_id=need.pk, title=need.statement, backing_id=backing.pk)
    record(fact, by=by, about=need)
    return backing


@kept_query
def _backings(need_id: int, person_id: int) -> QuerySet[Backing]:
    return Backing.objects.filter(need=need_id, person=person_id)


@transaction.atomic
def withdraw_backing(need: Need, *, by: Person) -> Backing | None:
    """Wait no longer. Returns what was withdrawn, so that it can be given back; None when there was nothing."""
    need = hold(need)
    backing = next(iter(_backings(need.pk, by.pk)), None)
    if backing is None:
        return None
    _recall(need, backing)
    backing.delete()
    need.checkins.filter(person=by, replied_at=None).delete()
    keep(need)

    record(BackingWithdrawn(need_id=need.pk, title=need.statement), by=by, about=need)
    return backing


def _well_formed(reason: str, needed_by: date | None, backing: Backing | None) -> str:
    if len(reason) > REASON_LIMIT:
        raise Refused(_("Please say it in at most %(n)d characters.") % {"n": REASON_LIMIT})
    known = backing.needed_by if backing else None
    if needed_by and needed_by < today() and needed_by != known:
        raise Refused(_("This day has passed. Choose one to come, or none."))
    return squeeze(reason)


def _say_more(backing: Backing, reason: str, needed_by: date | None) -> Backing:
    if reason or needed_by:
        backing.reason = reason or backing.reason
        backing.needed_by = needed_by or backing.needed_by
        backing.save(update_fields=["reason", "needed_by"])
    return backing


def _recall(need: Need, backing: Backing) -> None:
    """Whoever has not been told of it yet is not told."""
    told = Entry.objects.about(need).filter(kind=NeedBacked.kind, actor_id=backing.person_id)
    for entry in told.filter(facts__backing_id=backing.pk):
        cancel(entry)
