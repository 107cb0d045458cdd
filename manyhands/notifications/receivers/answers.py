"""Who is told when a need has its answer, when it is solved, and when it takes a turn."""

from __future__ import annotations

from manyhands.courses.models import Course
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.needs import events as told
from manyhands.needs.answers import authors_of
from manyhands.needs.models import CheckIn, Need, Offer, Reply, Wave
from manyhands.needs.queries import helpers_of
from manyhands.notifications.models import Family
from manyhands.notifications.sight import who_may_open, who_may_see
from manyhands.notifications.telling import News, address_of, tell

from .needs import UNDO, find_need, tell_about, waiting_people


@on(told.NeedAnswered, delay=UNDO)
def tell_of_answer(event: told.NeedAnswered, entry: Entry) -> None:
    """All who wait, with a link to the course; who may not open it is led to the need."""
    need = find_need(event.need_id)
    if need is None:
        return
    waiting = waiting_people(need)
    course = Course.objects.filter(pk=event.answer_id).first()
    reading = who_may_open(course, waiting) if course else set()
    answered = News(kind="need_answered", family=Family.MINE, url=event.answer_url)
    tell(reading, answered, of=entry)
    hidden = {"answer_title": "", "answer_url": ""}  # not in what is kept either
    tell_about(need, waiting - reading, "need_answered_closed", Family.MINE, entry, **hidden)


@on(told.CheckInAsked)
def tell_of_checkin(event: told.CheckInAsked, entry: Entry) -> None:
    need = find_need(event.need_id)
    asked = CheckIn.objects.waiting().filter(pk=event.checkin_id)
    if need and asked.exists():
        kind = "checkin_asked" if event.wave == Wave.AT_ONCE else "checkin_again"
        tell_about(need, {event.person_id}, kind, Family.WAITS, entry)


@on(told.CheckInReplied, delay=UNDO)
def tell_of_reply(event: told.CheckInReplied, entry: Entry) -> None:
    """A "yes" reaches those who wrote the answer. The declarer's first one thanks all, so it is told there;
    "partly" and "no" become a remark on the course or open the need again, and are told there."""
    need = find_need(event.need_id)
    checkin = CheckIn.objects.filter(pk=event.checkin_id, reply=Reply.YES).first()
    is_first = event.wave == Wave.AT_ONCE
    if need is None or checkin is None or (event.is_declarer and is_first):
        return
    news = News(
        kind="checkin_yes" if is_first else "checkin_still_yes",
        family=Family.WRITING,
        url=address_of(need),
        is_nameless=checkin.is_nameless,
    )
    tell(authors_of(need.pk) - {checkin.person_id}, news, of=entry)


@on(told.NeedSolved, delay=UNDO)
def tell_of_solution(event: told.NeedSolved, entry: Entry) -> None:
    """All who helped are thanked; all who waited are told. Who said so in which words is for its authors."""
    need = find_need(event.need_id)
    if need is None or not need.solved_at:
        return
    authors, helpers = authors_of(need.pk), {helper.pk for helper in helpers_of(need)}
    yes = _last_word(need, entry.actor_id, Reply.YES)
    words = yes.sentence if yes else ""
    thanks = "need_solved_words" if words else "need_solved_thanks"
    news = News(
        kind=thanks,
        family=Family.MINE,
        url=address_of(need),
        is_nameless=yes is not None and yes.is_nameless,
    )
    tell(who_may_see(need, authors), news, of=entry, words=words)
    for people, kind in (
        (helpers - authors, "need_solved_thanks"),
        (waiting_people(need) - helpers - authors, "need_solved"),
    ):
        news = News(kind=kind, family=Family.MINE, url=address_of(need), is_nameless=True)
        tell(who_may_see(need, people), news, of=entry)


@on(told.NeedReopened, delay=UNDO)
def tell_of_reopening(event: told.NeedReopened, entry: Entry) -> None:
    need = find_need(event.need_id)
    if need is None:
        return
    authors = authors_of(need.pk)
    said = CheckIn.objects.filter(pk=event.checkin_id or 0).exclude(sentence="").first()
    for people, reason in (
        (authors, said.sentence if said else event.reason),
        (_concerned(need) - authors, event.reason),
    ):
        news = News(
            kind="need_reopened_why" if reason else "need_reopened",
            family=Family.MINE,
            url=address_of(need),
            is_nameless=event.is_nameless,
        )
        tell(who_may_see(need, people), news, of=entry, reason=reason)


@on(told.NeedDeclined, told.NeedWithdrawn, delay=UNDO)
def tell_of_closing(event: told.NeedEvent, entry: Entry) -> None:
    need = find_need(event.need_id)
    if need and need.is_closed:
        kind = "need_declined" if need.decline_reason else "need_withdrawn"
        tell_about(need, _concerned(need), kind, Family.MINE, entry)


@on(told.NeedMerged, delay=UNDO)
def tell_of_merge(event: told.NeedMerged, entry: Entry) -> None:
    """Whoever waited for either, or offered to answer it, is led to the one that goes on. Who may not see the one that
    came in does not hear its words either."""
    need, survivor = find_need(event.need_id), find_need(event.survivor_id)
    if need and survivor:
        people = _concerned(need) | _concerned(survivor)
        knowing = who_may_see(need, people)
        tell_about(survivor, knowing, "need_merged", Family.MINE, entry)
        hidden = {"title": survivor.statement}
        tell_about(survivor, people - knowing, "need_joined", Family.MINE, entry, **hidden)


@on(told.GroupTakenOut, delay=UNDO)
def tell_of_group(event: told.GroupTakenOut, entry: Entry) -> None:
    if need := find_need(event.need_id):
        tell_about(need, {need.declarer_id}, "group_taken_out", Family.MINE, entry)


@on(told.DeclarerChanged)
def tell_new_declarer(event: told.DeclarerChanged, entry: Entry) -> None:
    need = find_need(event.need_id)
    if need and event.declarer_id and need.declarer_id == event.declarer_id:
        tell_about(need, {event.declarer_id}, "declarer_changed", Family.MINE, entry)


def _concerned(need: Need) -> set[int]:
    """Who waits for it, who offered, and who wrote its answer."""
    offering = Offer.objects.standing().filter(need=need).values_list("person_id", flat=True)
    return waiting_people(need) | set(offering) | authors_of(need.pk)


def _last_word(need: Need, person_id: int | None, reply: str) -> CheckIn | None:
    """What this person said last about the need, where it was this."""
    said = CheckIn.objects.filter(need=need, person=person_id, reply=reply)
    return said.order_by("-replied_at").first() if person_id else None
