"""What each need keeps about itself, so that the board asks one table: who waits, since when, and what a row shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, FloatField, QuerySet, Value, When
from django.db.models.functions import Cast, Greatest

from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.portions import in_portions
from manyhands.people.models import Person

from .models import (
    NOT_WAITING,
    SOON,
    WEEK_SECONDS,
    AnswerProposal,
    Backing,
    CheckIn,
    EffectReading,
    Need,
    Nomination,
    NominationState,
    Offer,
)
from .tallies import Backers, backers_of, replies_about

FACES: Final = 4
BATCH: Final = 200
NOBODY: Final = Backers()
KEPT: Final = ("waiting_count", "waiting_since", "waiting_cost", "summary")

Summary = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """The kept columns of one need, counted anew."""

    count: int
    since: int
    summary: Summary


def refresh(*needs: Need) -> None:
    """Count the kept columns of these needs anew, and save them."""
    for need, kept in _counted(needs):
        need.waiting_count, need.waiting_since, need.summary = kept.count, kept.since, kept.summary
        need.waiting_cost = need.weighed_cost(now()) if need.is_waiting else NOT_WAITING
    if len(needs) == 1:
        needs[0].save(update_fields=KEPT)
    else:
        Need.objects.bulk_update(needs, KEPT, batch_size=BATCH)


def refresh_all(needs: QuerySet[Need]) -> None:
    """The same for many, a batch at a time."""
    ids = list(needs.values_list("pk", flat=True))
    for some in in_portions(ids, BATCH):
        with transaction.atomic():
            batch = Need.objects.select_for_update().filter(pk__in=some)
            refresh(*batch.order_by("pk"))


def weigh_all() -> int:
    """Let an hour of waiting cost what it costs, in one statement. Returns how many needs wait."""
    moment = now()
    today = moment.date()
    seconds = Greatest(
        Cast("waiting_count", BigIntegerField())
        * Value(int(moment.timestamp()), output_field=BigIntegerField())
        - F("waiting_since"),
        Value(0, output_field=BigIntegerField()),
        output_field=BigIntegerField(),
    )
    weight = Case(
        When(needed_by__lt=today, then=Value(3.0)),
        When(needed_by__lte=today + SOON, then=Value(2.0)),
        default=Value(1.0),
        output_field=FloatField(),
    )
    cost = Cast(seconds, FloatField()) / Value(float(WEEK_SECONDS)) * weight
    return Need.objects.waiting().update(waiting_cost=cost)


def strays(limit: int = 100) -> Iterator[tuple[Need, str]]:
    """Needs whose kept columns differ from a fresh count, with the column: for ``manyhands check``."""
    found = 0
    ids = list(Need.objects.order_by("pk").values_list("pk", flat=True))
    for some in in_portions(ids, BATCH):
        needs = Need.objects.filter(pk__in=some).order_by("pk")
        for need, kept in _counted(needs):
            for column in _differing(need, kept):
                yield need, column
                found += 1
                if found >= limit:
                    return


def _differing(need: Need, kept: Kept) -> Iterator[str]:
    if need.waiting_count != kept.count:
        yield "waiting_count"
    if need.waiting_since != kept.since:
        yield "waiting_since"
    if need.summary != _as_far_as_kept(need, kept.summary):
        yield "summary"
    settled = timedelta(hours=2) / timedelta(weeks=1) * 3 * max(1, kept.count)
    expected = need.weighed_cost(now()) if need.is_waiting else NOT_WAITING
    if abs(need.waiting_cost - expected) > settled:
        yield "waiting_cost"


def _as_far_as_kept(need: Need, summary: Summary) -> Summary:
    """An older version kept no replies; they are counted when they are asked for, until the night's sweep."""
    return {
        name: part for name, part in summary.items() if name != "replies" or name in need.summary
    }


def _counted(needs: Iterable[Need]) -> list[tuple[Need, Kept]]:
    """A fresh count of each: a few queries for all of them, and at most three short ones for each."""
    needs = list(needs)
    ids = [need.pk for need in needs]
    parts = _Parts(ids, declarers=[need.declarer_id for need in needs if need.declarer_id])
    return [(need, parts.kept(need)) for need in needs]


class _Parts:
    """What the summaries of some needs are made of, by need."""

    def __init__(self, ids: list[int], *, declarers: list[int]) -> None:
        self.declarers = {person.pk: person for person in _people(declarers)}
        self.backers = backers_of(ids)
        self.offers = _by_need(_offers(ids))
        self.nominations = _by_need(_nominations(ids))
        self.proposals = _by_need(_proposals(ids))
        self.readings = _by_need(_readings(ids))
        self.audience = _named(_audience(ids))
        self.topics = _named(_topics(ids))

    def kept(self, need: Need) -> Kept:
        declarer = self.declarers.get(need.declarer_id) if need.declarer_id else None
        backers = self.backers.get(need.pk, NOBODY)
        summary: Summary = {
            "audience": self.audience[need.pk],
            "topics": self.topics[need.pk],
            "faces": [_face(person) for person in _first_waiting(need, declarer, backers)],
            "doing": self._doing(need),
            "first": {
                "offer": _name_of_first(self.offers[need.pk]),
                "use": _name_of_first(_first_use(need.pk)),
            },
            "reading": _reading(self.readings[need.pk]),
            "open": {  # so that a page asks only for what is there
                "offers": sum(offer.withdrawn_at is None for offer in self.offers[need.pk]),
                "nominations": len(self.nominations[need.pk]),
                "proposals": len(self.proposals[need.pk]),
            },
            "replies": asdict(replies_about(need)) if need.is_answered else None,
        }
        if declarer is None or not declarer.is_active:
            return Kept(count=backers.count, since=backers.since, summary=summary)
        own = backers.declarer_since or int(need.declared_at.timestamp())
        return Kept(count=backers.count + 1, since=backers.since + own, summary=summary)

    def _doing(self, need: Need) -> dict[str, str] | None:
        """Who is on it: writing before offering before being named."""
        standing = [offer for offer in self.offers[need.pk] if offer.withdrawn_at is None]
        writing = [offer for offer in standing if offer.writing_since]
        for kind, offers in (("writing", writing), ("offered", standing)):
            if offers:
                return {"kind": kind, "name": offers[0].person.first_name, "whom": ""}
        for named in self.nominations[need.pk][-1:]:
            by = named.nominated_by.first_name if named.nominated_by else ""
            return {"kind": "named", "name": by, "whom": named.nominee.first_name}
        return None


# Each is asked after every act upon a need.


@kept_query
def _people(ids: list[int]) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.filter(pk__in=ids)
    return people


@kept_query
def _first_backings(need_id: int) -> QuerySet[Backing]:
    """One more than there is room for: the declarer may be among them."""
    backings = Backing.objects.filter(need=need_id, person__is_active=True)
    return backings.select_related("person").order_by("backed_at", "pk")[: FACES + 1]


@kept_query
def _offers(ids: list[int]) -> QuerySet[Offer]:
    offers = Offer.objects.filter(need__in=ids).select_related("person")
    return offers.order_by("offered_at", "pk")


@kept_query
def _nominations(ids: list[int]) -> QuerySet[Nomination]:
    asked = Nomination.objects.filter(need__in=ids, state=NominationState.ASKED)
    return asked.select_related("nominee", "nominated_by").order_by("pk")


@kept_query
def _proposals(ids: list[int]) -> QuerySet[AnswerProposal]:
    undecided = AnswerProposal.objects.filter(confirmed_at=None, refused_at=None)
    return undecided.filter(need__in=ids).only("need_id")


@kept_query
def _first_use(need_id: int) -> QuerySet[CheckIn]:
    used = CheckIn.objects.filter(need=need_id, used_at__isnull=False)
    return used.select_related("person").order_by("used_at", "pk")[:1]


@kept_query
def _readings(ids: list[int]) -> QuerySet[EffectReading]:
    return EffectReading.objects.filter(need__in=ids).select_related("said_by").order_by("pk")


@kept_query
def _audience(ids: list[int]) -> QuerySet[Any, Any]:
    rows = Need.audience.through.objects.filter(need__in=ids).order_by("group__name", "pk")
    return rows.values_list("need_id", "group_id", "group__name")


@kept_query
def _topics(ids: list[int]) -> QuerySet[Any, Any]:
    rows = Need.topics.through.objects.filter(need__in=ids).order_by("topic__name", "pk")
    return rows.values_list("need_id", "topic_id", "topic__name")


def _first_waiting(need: Need, declarer: Person | None, backers: Backers) -> list[Person]:
    """Whose faces are shown: the declarer, then who backed it first."""
    first = _first_backings(need.pk) if backers.count else []
    people = [backing.person for backing in first if backing.person_id != need.declarer_id]
    if declarer is not None and declarer.is_active:
        people.insert(0, declarer)
    return people[:FACES]


def _by_need(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for row in rows:
        found[row.need_id].append(row)
    return found


def _named(rows: Iterable[Any]) -> defaultdict[int, list[dict[str, Any]]]:
    found = defaultdict[int, list[dict[str, Any]]](list)
    for need_id, pk, name in rows:
        found[need_id].append({"id": pk, "name": name})
    return found


def _face(person: Person) -> dict[str, Any]:
    return {
        "id": person.pk,
        "name": person.name,
        "initials": person.initials,
        "tint": person.tint,
        "photo_url": person.photo_url,
    }


def _name_of_first(rows: list[Any]) -> str:
    return str(rows[0].person.first_name) if rows else ""


def _reading(readings: list[EffectReading]) -> dict[str, str] | None:
    if not readings:
        return None
    last = readings[-1]
    return {
        "value": str(last.value),
        "name": last.said_by.first_name if last.said_by else "",
        "at": last.said_at.isoformat(),
    }
