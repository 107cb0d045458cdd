"""Who is told of what happens to needs while they wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.db.models import QuerySet

from manyhands.courses.models import Course
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.kernel.kept_queries import kept_query
from manyhands.needs import events as told
from manyhands.needs.models import Backing, Need, Nomination, NominationState, Offer
from manyhands.notifications.models import Family
from manyhands.notifications.sight import who_may_open, who_may_see
from manyhands.notifications.telling import News, address_of, tell
from manyhands.people.models import Person, Relation, TopicLink

# Within this time the act can be undone, and its notices are recalled.
UNDO: Final = timedelta(seconds=30)


def find_need(need_id: int) -> Need | None:
    return next(iter(_need(need_id)), None)


@kept_query
def _need(need_id: int) -> QuerySet[Need]:
    return Need.objects.filter(pk=need_id)


def waiting_people(need: Need) -> set[int]:
    """Declarer and backers."""
    ids = set(need.backings.values_list("person_id", flat=True))
    return ids | ({need.declarer_id} if need.declarer_id else set())


def tell_about(
    need: Need,
    people: Iterable[int | None],
    kind: str,
    family: Family,
    told_of: Entry,
    **facts: Any,
) -> None:
    """One sentence about a need, to those of these people who may see it."""
    news = News(kind=kind, family=family, url=address_of(need))
    tell(who_may_see(need, people), news, of=told_of, **facts)


@on(told.NeedDeclared, delay=UNDO, only_adds=True)
def tell_of_need(event: told.NeedDeclared, entry: Entry) -> None:
    """Those who list a topic of it are asked; its groups are told (rulings A1)."""
    need = find_need(event.need_id)
    if need is None or not need.is_waiting:
        return
    experts = set(_explaining(need.pk))
    tell_about(need, experts, "need_for_expert", Family.WAITS, entry)
    if groups := _audience(need.pk):
        concerned = set(Person.objects.active().in_groups(groups).values_list("pk", flat=True))
        tell_about(need, concerned - experts, "need_declared", Family.AROUND, entry)


@kept_query
def _explaining(need_id: int) -> QuerySet[TopicLink, Any]:
    links = TopicLink.objects.filter(topic__needs=need_id, relation=Relation.EXPLAIN)
    return links.values_list("person_id", flat=True)


@kept_query
def _audience(need_id: int) -> QuerySet[Any, Any]:
    groups = Need.audience.through.objects.filter(need=need_id)
    return groups.values_list("group_id", flat=True)


@on(told.NeedBacked, delay=UNDO, only_adds=True)
def tell_of_backing(event: told.NeedBacked, entry: Entry) -> None:
    need = find_need(event.need_id)
    if need and _backing(need.pk, event.backing_id):
        tell_about(need, {need.declarer_id}, "need_backed", Family.MINE, entry)


@kept_query
def _backing(need_id: int, pk: int) -> QuerySet[Backing, Any]:
    return Backing.objects.filter(need=need_id, pk=pk).values_list("pk", flat=True)


@on(told.OfferMade, delay=UNDO, only_adds=True)
def tell_of_offer(event: told.OfferMade, entry: Entry) -> None:
    """Unless they began to write at once: then that is told."""
    need = find_need(event.need_id)
    offer = Offer.objects.standing().filter(pk=event.offer_id).first()
    if need and offer and not _began_at_once(offer):
        tell_about(need, waiting_people(need), "offer_made", Family.MINE, entry)


def _began_at_once(offer: Offer) -> bool:
    return offer.writing_since is not None and offer.writing_since - offer.offered_at < UNDO


@on(told.OfferWithdrawn, delay=UNDO)
def tell_of_withdrawn_offer(event: told.OfferWithdrawn, entry: Entry) -> None:
    """Only to those who heard of the offer."""
    need = find_need(event.need_id)
    offer = Offer.objects.filter(pk=event.offer_id, withdrawn_at__isnull=False).first()
    if need and offer and offer.withdrawn_at and offer.withdrawn_at - offer.offered_at >= UNDO:
        tell_about(need, waiting_people(need), "offer_withdrawn", Family.MINE, entry)


@on(told.PersonNominated, delay=UNDO)
def tell_of_nomination(event: told.PersonNominated, entry: Entry) -> None:
    need = find_need(event.need_id)
    asked = Nomination.objects.filter(pk=event.nomination_id, state=NominationState.ASKED)
    if need and asked.exists():
        tell_about(need, {event.nominee_id}, "nominated", Family.WAITS, entry)


@on(told.NominationAnswered, delay=UNDO)
def tell_of_nomination_answer(event: told.NominationAnswered, entry: Entry) -> None:
    """Whoever named them; of a "can't" also the declarer. Of a yes those who wait hear by the offer."""
    need = find_need(event.need_id)
    nomination = Nomination.objects.filter(pk=event.nomination_id).first()
    if need is None or nomination is None:
        return
    people = {nomination.nominated_by_id, need.declarer_id} - {nomination.nominee_id}
    if event.state == NominationState.ACCEPTED:
        people -= waiting_people(need)
    news = News(
        kind=f"nomination_{event.state}",
        family=Family.MINE,
        url=address_of(need),
        actor_id=nomination.nominee_id,
    )
    tell(who_may_see(need, people), news, of=entry)


@on(told.AnswerProposed, delay=UNDO)
def tell_of_proposal(event: told.AnswerProposed, entry: Entry) -> None:
    """The declarer confirms; who has left: any backer may who can open the course."""
    need, course = find_need(event.need_id), Course.objects.filter(pk=event.answer_id).first()
    if need is None or course is None or not need.is_waiting:
        return
    deciding = {need.declarer_id} if need.declarer_id else waiting_people(need)
    tell_about(need, who_may_open(course, deciding), "answer_proposed", Family.WAITS, entry)


@on(told.AnswerProposalRefused, delay=UNDO)
def tell_of_refused_proposal(event: told.AnswerProposalRefused, entry: Entry) -> None:
    need = find_need(event.need_id)
    proposal = need.proposals.filter(pk=event.proposal_id).first() if need else None
    if need and proposal:
        people = {proposal.proposed_by_id}
        title = proposal.answer_title
        tell_about(need, people, "answer_refused", Family.MINE, entry, answer_title=title)


@on(told.DraftStarted, delay=UNDO, only_adds=True)
def tell_of_draft(event: told.DraftStarted, entry: Entry) -> None:
    if need := find_need(event.need_id):
        tell_about(need, waiting_people(need), "draft_started", Family.MINE, entry)
