"""Who is told of what happens to needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from manyhands.courses.models import Course
from manyhands.journal.events import Event, on
from manyhands.journal.models import Entry
from manyhands.needs import events as told
from manyhands.needs.models import Need, Nomination
from manyhands.notifications.models import Family
from manyhands.notifications.telling import News, address_of, tell
from manyhands.people.models import Person, Relation, TopicLink

# Within this time the act can be undone, and its notices are recalled.
UNDO: Final = timedelta(seconds=30)


def waiting_people(need: Need) -> set[int]:
    """Declarer and backers."""
    ids = set(need.backings.values_list("person_id", flat=True))
    return ids | ({need.declarer_id} if need.declarer_id else set())


def offering_people(need: Need) -> set[int]:
    return set(need.offers.standing().values_list("person_id", flat=True))


def _find(need_id: int) -> Need | None:
    return Need.objects.filter(pk=need_id).first()


def _tell(  # noqa: PLR0913 - the parts of one sentence, three of them named
    people: set[int], kind: str, family: Family, need: Need, *, of: Entry, event: Event
) -> None:
    tell(people, News(kind=kind, family=family, url=address_of(need)), of=of, event=event)


@on(told.NeedDeclared, delay=UNDO)
def tell_of_need(event: told.NeedDeclared, entry: Entry) -> None:
    """Those who list a topic of it are asked; its groups are told (rulings A1)."""
    need = _find(event.need_id)
    if need is None or not need.is_waiting:
        return
    seen = Need.objects.filter(pk=need.pk)
    explaining = TopicLink.objects.filter(
        topic__in=need.topics.all(), relation=Relation.EXPLAIN, person__is_active=True
    )
    experts = {
        link.person_id
        for link in explaining.select_related("person")
        if not need.is_restricted or seen.visible_to(link.person).exists()
    }
    _tell(experts, "need_for_expert", Family.WAITS, need, of=entry, event=event)
    groups = list(need.audience.values_list("pk", flat=True))
    concerned = set(Person.objects.active().in_groups(groups).values_list("pk", flat=True))
    _tell(concerned - experts, "need_declared", Family.AROUND, need, of=entry, event=event)


@on(told.NeedBacked, delay=UNDO)
def tell_of_backing(event: told.NeedBacked, entry: Entry) -> None:
    need = _find(event.need_id)
    if need and need.backings.filter(pk=event.backing_id).exists():
        _tell(
            {need.declarer_id} if need.declarer_id else set(),
            "need_backed",
            Family.MINE,
            need,
            of=entry,
            event=event,
        )


@on(told.OfferMade, delay=UNDO)
def tell_of_offer(event: told.OfferMade, entry: Entry) -> None:
    need = _find(event.need_id)
    if need and need.offers.standing().filter(pk=event.offer_id).exists():
        _tell(waiting_people(need), "offer_made", Family.MINE, need, of=entry, event=event)


@on(told.OfferWithdrawn, delay=UNDO)
def tell_of_withdrawn_offer(event: told.OfferWithdrawn, entry: Entry) -> None:
    if need := _find(event.need_id):
        _tell(waiting_people(need), "offer_withdrawn", Family.MINE, need, of=entry, event=event)


@on(told.PersonNominated, delay=UNDO)
def tell_of_nomination(event: told.PersonNominated, entry: Entry) -> None:
    if need := _find(event.need_id):
        _tell({event.nominee_id}, "nominated", Family.WAITS, need, of=entry, event=event)


@on(told.NominationAnswered, delay=UNDO)
def tell_of_nomination_answer(event: told.NominationAnswered, entry: Entry) -> None:
    need = _find(event.need_id)
    nomination = Nomination.objects.filter(pk=event.nomination_id).first()
    if need and nomination:
        people = {nomination.nominated_by_id, need.declarer_id} - {None}
        kind = f"nomination_{event.state}"
        _tell({pk for pk in people if pk}, kind, Family.MINE, need, of=entry, event=event)


@on(told.AnswerProposed, delay=UNDO)
def tell_of_proposal(event: told.AnswerProposed, entry: Entry) -> None:
    """The declarer confirms; who has left: any backer may."""
    if need := _find(event.need_id):
        deciding = {need.declarer_id} if need.declarer_id else waiting_people(need)
        _tell(deciding, "answer_proposed", Family.WAITS, need, of=entry, event=event)


@on(told.AnswerProposalRefused, delay=UNDO)
def tell_of_refused_proposal(event: told.AnswerProposalRefused, entry: Entry) -> None:
    need = _find(event.need_id)
    proposal = need.proposals.filter(pk=event.proposal_id).first() if need else None
    if need and proposal and proposal.proposed_by_id:
        people = {proposal.proposed_by_id}
        _tell(people, "answer_refused", Family.MINE, need, of=entry, event=event)


@on(told.DraftStarted, delay=UNDO)
def tell_of_draft(event: told.DraftStarted, entry: Entry) -> None:
    if need := _find(event.need_id):
        _tell(waiting_people(need), "draft_started", Family.MINE, need, of=entry, event=event)


@on(told.NeedAnswered, delay=UNDO)
def tell_of_answer(event: told.NeedAnswered, entry: Entry) -> None:
    if need := _find(event.need_id):
        news = News(kind="need_answered", family=Family.MINE, url=event.answer_url)
        tell(waiting_people(need), news, of=entry, event=event)


@on(told.CheckInAsked)
def tell_of_checkin(event: told.CheckInAsked, entry: Entry) -> None:
    if need := _find(event.need_id):
        kind = "checkin_asked" if event.wave == 0 else "checkin_again"
        _tell({event.person_id}, kind, Family.WAITS, need, of=entry, event=event)


@on(told.CheckInReplied, delay=UNDO)
def tell_of_checkin_reply(event: told.CheckInReplied, entry: Entry) -> None:
    """The authors of its answers hear it, without a name where none was to be given."""
    need = _find(event.need_id)
    if need is None or event.reply == "not_read":
        return
    news = News(
        kind=f"checkin_{event.reply}",
        family=Family.WRITING,
        url=address_of(need),
        is_nameless=event.is_nameless,
    )
    tell(authors_answering(need), news, of=entry, event=event)


@on(told.NeedSolved, delay=UNDO)
def tell_of_solution(event: told.NeedSolved, entry: Entry) -> None:
    """All who helped are thanked; all who waited are told."""
    from manyhands.needs.queries import helpers_of

    need = _find(event.need_id)
    if need is None:
        return
    helpers = {helper.pk for helper in helpers_of(need)} | authors_answering(need)
    _tell(helpers, "need_solved_thanks", Family.MINE, need, of=entry, event=event)
    rest = waiting_people(need) - helpers
    _tell(rest, "need_solved", Family.MINE, need, of=entry, event=event)


@on(told.NeedReopened, told.NeedDeclined, told.NeedWithdrawn, told.NeedMerged, delay=UNDO)
def tell_of_turn(event: told.NeedEvent, entry: Entry) -> None:
    """A turn in its life: all who waited or offered are told, with the reason in the notice."""
    if need := _find(event.need_id):
        kind = event.kind.rsplit(".", 1)[-1]
        people = waiting_people(need) | offering_people(need) | authors_answering(need)
        _tell(people, f"need_{kind}", Family.MINE, need, of=entry, event=event)


@on(told.DeclarerChanged)
def tell_new_declarer(event: told.DeclarerChanged, entry: Entry) -> None:
    need = _find(event.need_id)
    if need and event.declarer_id:
        _tell({event.declarer_id}, "declarer_changed", Family.MINE, need, of=entry, event=event)


def authors_answering(need: Need) -> set[int]:
    """Keepers and co-authors of the courses linked to the need."""
    courses = Course.objects.filter(links__need=need)
    return {
        pk
        for pair in courses.values_list("keeper_id", "coauthors__person_id")
        for pk in pair
        if pk is not None
    }
