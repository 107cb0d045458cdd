"""What pages need that a queryset cannot say. Each asks a fixed number of queries, for a bounded number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Group, Person, Relation, TopicLink

from .answers import answers_open_to, authors_of
from .models import (
    WAITING,
    AnswerProposal,
    Backing,
    CheckIn,
    Need,
    NeedQuerySet,
    NeedState,
    Nomination,
    NominationState,
    Offer,
    Reply,
)

# Enough for a row: no query for who, for whom and about what.
ROW: Final = (
    "statement",
    "state",
    "declarer_id",
    "needed_by",
    "is_for_everybody",
    "summary",
    "declared_at",
    "first_offer_at",
    "first_draft_at",
    "answered_at",
    "first_used_at",
    "solved_at",
    "closed_at",
    "waiting_count",
    "waiting_since",
    "waiting_cost",
    "is_found",
)


@kept_query
def backed_among(need_ids: list[int], person: Person) -> QuerySet[Backing, int]:
    """Which of these the person backs."""
    own = Backing.objects.filter(person=person, need__in=need_ids)
    return own.values_list("need_id", flat=True)


# For home


@kept_query
def asked_by(person: Person, *, limit: int = 5) -> QuerySet[Need]:
    """What became of what one asked or backed: the latest to move first. One query."""
    backed = Backing.objects.filter(person=person).values("need_id")
    own = Need.objects.filter(Q(declarer=person) | Q(pk__in=backed))
    return (
        own.exclude(state__in=(NeedState.MERGED, NeedState.WITHDRAWN))
        .only(*ROW)
        .alias(order=_LIVELY_FIRST)
        .order_by("order", F("answered_at").desc(nulls_last=True), "-declared_at")[:limit]
    )


_LIVELY_FIRST: Final = Case(
    When(state=NeedState.ANSWERED, then=Value(0)),
    When(state__in=(NeedState.OPEN, NeedState.CLAIMED), then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for one person's word; ``kind`` is nomination, proposal or checkin."""

    kind: str
    need: Need
    at: datetime
    nomination: Nomination | None = None
    proposal: AnswerProposal | None = None
    checkin: CheckIn | None = None


def waits_for(person: Person, limit: int = 8) -> list[Waiting]:
    """Who asks this person for a word about a need: the latest first. Three queries; one more for proposals."""
    found = [
        *(
            Waiting(kind="nomination", need=n.need, at=n.nominated_at, nomination=n)
            for n in _named(person, limit=limit)
        ),
        *(
            Waiting(kind="proposal", need=p.need, at=p.proposed_at, proposal=p)
            for p in _open_ones(_proposed(person, limit=limit), person)
        ),
        *(
            Waiting(kind="checkin", need=c.need, at=c.asked_at or c.due_at, checkin=c)
            for c in _checkins(person, limit=limit)
        ),
    ]
    return sorted(found, key=lambda waiting: waiting.at, reverse=True)[:limit]


@kept_query
def _named(person: Person, *, limit: int) -> QuerySet[Nomination]:
    asked = Nomination.objects.filter(nominee=person, state=NominationState.ASKED)
    # Since they were named it may have been kept for other groups.
    seen = Need.objects.visible_to(person).filter(pk=OuterRef("need"))
    waiting = asked.filter(Exists(seen), need__state__in=WAITING)
    return waiting.select_related("need", "nominated_by").order_by("-nominated_at")[:limit]


@kept_query
def _proposed(person: Person, *, limit: int) -> QuerySet[AnswerProposal]:
    """To be confirmed by the declarer; who has left: by any backer."""
    backed = Backing.objects.filter(person=person).values("need_id")
    mine = Q(need__declarer=person) | Q(need__declarer=None, need__in=backed)
    undecided = AnswerProposal.objects.filter(mine, confirmed_at=None, refused_at=None)
    waiting = undecided.filter(need__state__in=WAITING)
    return waiting.select_related("need", "proposed_by").order_by("-proposed_at")[:limit]


def _open_ones(proposals: list[AnswerProposal], person: Person) -> list[AnswerProposal]:
    """Those whose course they may open: nobody says of another that it answers them."""
    known = answers_open_to({one.answer_id for one in proposals}, person)
    return [one for one in proposals if one.answer_id in known]


@kept_query
def _checkins(person: Person, *, limit: int) -> QuerySet[CheckIn]:
    asked = CheckIn.objects.waiting().filter(person=person)
    return asked.select_related("need").order_by("-asked_at")[:limit]


@dataclass(frozen=True, slots=True)
class Match:
    """A need, and the topics of it that a person can explain."""

    need: Need
    topics: list[str]


def could_answer(person: Person, limit: int = 5) -> list[Match]:
    """What waits for somebody who knows what this person explains, dearest first. Two queries."""
    known = dict(_explained_by(person))
    return [
        Match(need, [known[t["id"]] for t in need.summary["topics"] if t["id"] in known])
        for need in _open_about(list(known), person, limit=limit)
    ]


@kept_query
def _explained_by(person: Person) -> QuerySet[TopicLink, tuple[int, str]]:
    explained = TopicLink.objects.filter(person=person, relation=Relation.EXPLAIN)
    return explained.values_list("topic_id", "topic__name")


@kept_query
def _open_about(topic_ids: list[int], person: Person, *, limit: int) -> QuerySet[Need]:
    about = Need.topics.through.objects.filter(topic_id__in=topic_ids, need_id=OuterRef("pk"))
    own_offer = Offer.objects.standing().filter(person=person, need=OuterRef("pk"))
    declined = Nomination.objects.filter(
        nominee=person, need=OuterRef("pk"), state=NominationState.DECLINED
    )
    return (
        Need.objects.visible_to(person)
        .filter(Exists(about), state=NeedState.OPEN)
        .exclude(Exists(own_offer))
        .exclude(Exists(declined))
        .exclude(declarer=person)
        .only(*ROW)
        .by_cost()[:limit]
    )


# For the pages of people and groups


def answered_by(person: Person, *, reader: Person, limit: int = 12) -> list[Need]:
    """What they offered to answer and has its answer, the latest first, as far as the reader may see it."""
    # What stood when it was answered: closing an account gives back only what was still to be done.
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=F("need__answered_at"))
    offered = Offer.objects.filter(stood, person=person).values("need_id")
    seen = Need.objects.visible_to(reader).answered().filter(pk__in=offered)
    return list(seen.only(*ROW).order_by("-answered_at", "-pk")[:limit])


def waiting_in(group: Group, *, reader: Person, limit: int = 12) -> list[Need]:
    """What waits in this group and those below it, dearest first, as far as the reader may see it."""
    below = Group.objects.below([group.pk])
    reached = Need.audience.through.objects.filter(group__in=below).values("need_id")
    seen = Need.objects.visible_to(reader).filter(pk__in=reached)
    return list(seen.only(*ROW).dearest_first()[:limit])


# For coaches


@kept_query
def looked_after_by_nobody(group_ids: Sequence[int] | None, *, limit: int = 25) -> QuerySet[Need]:
    """Needs that nobody has offered to answer, and those that nobody speaks for (``declarer_id`` is None: who asked
    has left), so many of each, dearest first; None: of the whole organisation."""
    spoken_for = Need.objects.filter(state=NeedState.OPEN).exclude(declarer=None)
    without_offer = _for_groups(spoken_for, group_ids).by_cost().values("pk")[:limit]
    alone = Need.objects.waiting().filter(declarer=None)
    without_voice = _for_groups(alone, group_ids).order_by("declared_at").values("pk")[:limit]
    return Need.objects.filter(Q(pk__in=without_offer) | Q(pk__in=without_voice)).by_cost()


@kept_query
def replies_no(group_ids: Sequence[int] | None, *, limit: int = 25) -> QuerySet[CheckIn]:
    """The latest "no, not yet" about needs of these groups, with need and person."""
    needs = _for_groups(Need.objects.all(), group_ids)
    said = CheckIn.objects.filter(reply=Reply.NO)
    if group_ids is not None:
        said = said.filter(need__in=needs.values("pk"))
    line = ("sentence", "is_nameless", "need__statement", "need__state", "person__name")
    # By these it is known who may read the sentence.
    audience = ("need__summary", "need__is_for_everybody")
    rows = said.select_related("need", "person").only(*line, *audience, "person__photo_id")
    return rows.order_by("-replied_at")[:limit]


def _for_groups(needs: NeedQuerySet, group_ids: Sequence[int] | None) -> NeedQuerySet:
    if group_ids is None:
        return needs
    reached = Need.audience.through.objects.filter(group_id__in=group_ids, need_id=OuterRef("pk"))
    return needs.filter(Exists(reached))


# Who helped, who waited


def waiting_people(need: Need) -> QuerySet[Person]:
    """Declarer and backers who still work here."""
    backing = Backing.objects.filter(need=need).values("person_id")
    concerned = Q(pk=need.declarer_id) | Q(pk__in=backing)
    people: QuerySet[Person] = Person.objects.filter(concerned, is_active=True)
    return people


def waiting_silently(need: Need, *, limit: int) -> list[Person]:
    """Backers who gave neither a reason nor a date, who waited longest first."""
    silent = Backing.objects.filter(need=need, reason="", needed_by=None, person__is_active=True)
    others = silent.exclude(person=need.declarer_id).select_related("person")
    return [backing.person for backing in others.order_by("backed_at", "pk")[:limit]]


def helpers_of(need: Need) -> list[Person]:
    """Who helped: who offered, who wrote the answer, who named them, who found it. By name."""
    answering = set(Offer.objects.standing().filter(need=need).values_list("person_id", flat=True))
    answering |= authors_of(need.pk)
    naming = need.nominations.filter(nominee__in=answering).exclude(state=NominationState.DECLINED)
    found = need.proposals.filter(confirmed_at__isnull=False)
    ids = {
        *answering,
        *naming.values_list("nominated_by_id", flat=True),
        *found.values_list("proposed_by_id", flat=True),
    }
    return list(Person.objects.filter(pk__in=ids - {None}).order_by("name", "pk"))


@dataclass(frozen=True, slots=True)
class Thanks:
    """What somebody said when it was solved; ``person`` is None where they gave no name."""

    person: Person | None
    sentence: str
    at: datetime


def thanks_for(need: Need) -> list[Thanks]:
    """The words of those who said yes, for those who helped, in the order they were said."""
    said = CheckIn.objects.filter(need=need, round=need.reopened_count, reply=Reply.YES)
    return [
        Thanks(None if c.is_nameless else c.person, c.sentence, c.replied_at)
        for c in said.exclude(sentence="").select_related("person").order_by("replied_at", "pk")
        if c.replied_at
    ]
