from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.text import squeeze
from manyhands.needs import rules
from manyhands.needs.details import NeedDetails
from manyhands.needs.events import NeedChanged, NeedDeclared
from manyhands.needs.models import Need
from manyhands.people.models import Group, Person
from manyhands.people.topics import find_or_make_topic

from .held import hold, keep

# The same words by the same person within this time are one form sent twice.
TWICE: Final = timedelta(minutes=2)
_SAID: Final = (
    "statement",
    "effect",
    "effect_unit",
    "effect_baseline",
    "effect_target",
    "needed_by",
    "is_for_everybody",
    "is_restricted",
)


@transaction.atomic
def declare_need(*, details: NeedDetails, by: Person) -> Need:
    """Say what one needs to be able to do. It is seen at once; nobody approves it."""
    Person.objects.locked(by.pk)  # a form sent twice waits here for the first
    require(rules.can_declare(by))
    details.require_well_formed()
    if already := _sent_before(details, by):
        return already

    need = Need(declarer=by, declared_at=now())
    _say(need, details)
    need.save()
    _say_for_whom(need, details)
    keep(need)

    record(NeedDeclared(need_id=need.pk, title=need.statement), by=by, about=need)
    return need


@transaction.atomic
def change_need(need: Need, *, details: NeedDetails, by: Person) -> Need:
    """Other words, another audience, date or number; who waits already goes on waiting."""
    need = hold(need)
    require(rules.can_change(by, need))
    details.require_well_formed(known_date=need.needed_by)
    before = _as_said(need)

    _say(need, details)
    _say_for_whom(need, details)
    if _as_said(need) == before:
        return need
    keep(need, *_SAID)

    record(NeedChanged(need_id=need.pk, title=need.statement), by=by, about=need)
    return need


def _sent_before(details: NeedDetails, by: Person) -> Need | None:
    sent = _waiting_for(by.pk, _sentence(details.statement), now() - TWICE)
    return next(iter(sent), None)


@kept_query
def _waiting_for(declarer_id: int, statement: str, since: datetime) -> QuerySet[Need]:
    said = Need.objects.waiting().filter(declarer=declarer_id, statement=statement)
    return said.filter(declared_at__gte=since).order_by("pk")[:1]


def _say(need: Need, details: NeedDetails) -> None:
    need.statement = _sentence(details.statement)
    need.effect = details.effect.replace("\x00", "").strip()
    need.effect_unit = squeeze(details.effect_unit)
    need.effect_baseline = details.effect_baseline
    need.effect_target = details.effect_target
    need.needed_by = details.needed_by
    need.is_for_everybody = details.is_for_everybody
    need.is_restricted = details.is_restricted


def _say_for_whom(need: Need, details: NeedDetails) -> None:
    groups = list(Group.objects.filter(pk__in=details.group_ids))
    if len(groups) < len(set(details.group_ids)):
        raise Refused(_("One of these groups is gone. Choose again."))
    need.audience.set(groups)
    need.topics.set([find_or_make_topic(name) for name in details.topics if squeeze(name)])


def _as_said(need: Need) -> tuple[object, ...]:
    said = tuple(getattr(need, field) for field in _SAID)
    groups = set(need.audience.values_list("pk", flat=True))
    return (*said, groups, set(need.topics.values_list("pk", flat=True)))


def _sentence(statement: str) -> str:
    """On one line, without the words that stand before it on every page."""
    words = squeeze(statement)
    opening = str(_("I need to"))
    if words.casefold().startswith(f"{opening.casefold()} "):
        words = words[len(opening) :].strip()
    return words.rstrip(".… ") or words
