from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.needs import rules
from manyhands.needs.events import NeedsKeptApart, NeedsMayBeOne
from manyhands.needs.models import NeedPair
from manyhands.people.models import Person


@transaction.atomic
def keep_apart(pair: NeedPair, *, by: Person) -> NeedPair:
    """Not the same: these two are not proposed again, to anybody."""
    pair = _held(pair)
    if pair.kept_apart_at is not None:
        return pair
    require(rules.can_decide_pair(by, pair))
    _set(pair, by)
    _tell(NeedsKeptApart, pair, by)
    return pair


@transaction.atomic
def propose_again(pair: NeedPair, *, by: Person) -> NeedPair:
    """Undo: they may be one after all."""
    pair = _held(pair)
    if pair.kept_apart_at is None:
        return pair
    require(rules.can_decide_pair(by, pair))
    _set(pair, None)
    _tell(NeedsMayBeOne, pair, by)
    return pair


def _held(pair: NeedPair) -> NeedPair:
    rows = NeedPair.objects.select_related("one", "other")
    return rows.select_for_update(of=("self",)).get(pk=pair.pk)


def _set(pair: NeedPair, by: Person | None) -> None:
    pair.kept_apart_at, pair.kept_apart_by = (now(), by) if by else (None, None)
    pair.save(update_fields=["kept_apart_at", "kept_apart_by"])


def _tell(kind: type[NeedsKeptApart | NeedsMayBeOne], pair: NeedPair, by: Person) -> None:
    one, other = pair.one, pair.other
    fact = kind(need_id=one.pk, title=one.statement, other_id=other.pk, other_title=other.statement)
    record(fact, by=by, about=one)
