"""What happens to a need when an answer is written, released, opened and used. Called from above."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.clock import now
from manyhands.needs.events import AnswerUsed, DraftStarted, NeedAnswered
from manyhands.needs.models import CheckIn, Need, Wave
from manyhands.people.models import Person

from .held import hold, keep
from .offering import offer_answer, standing_offer

# Who has not opened the answer by then is asked all the same.
PATIENCE: Final = timedelta(days=7)


@transaction.atomic
def start_draft(need: Need, *, answer_id: int, by: Person) -> Need:
    """Somebody begins to write for it; the first such moment stays. No effect once it is answered."""
    need = hold(need)
    if not need.is_waiting:
        return need
    offer = standing_offer(need, by) or offer_answer(need, by=by)
    need = hold(need)
    if offer.writing_since is None:
        offer.writing_since = now()
        offer.save(update_fields=["writing_since"])
    need.first_draft_at = need.first_draft_at or now()
    keep(need, "first_draft_at")

    fact = DraftStarted(need_id=need.pk, title=need.statement, answer_id=answer_id)
    record(fact, by=by, about=need)
    return need


@transaction.atomic
def answer_need(  # noqa: PLR0913 - the parts of one fact, all of them named
    need: Need, *, answer_id: int, answer_title: str, answer_url: str, is_found: bool, by: Person
) -> Need:
    """It has its answer: a first release, or a course that was found. No effect unless it waits."""
    need = hold(need)
    if not need.is_waiting:
        return need
    need.answer(at=now())
    need.is_found = is_found
    keep(need, "state", "answered_at", "is_found")
    plan_questions(need)

    fact = NeedAnswered(
        need_id=need.pk,
        title=need.statement,
        answer_id=answer_id,
        answer_title=answer_title,
        answer_url=answer_url,
        is_found=is_found,
    )
    record(fact, by=by, about=need)
    return need


@transaction.atomic
def answer_opened(need: Need, person: Person) -> None:
    """Who has begun to read is asked when they have finished, not after seven days (rulings B1)."""
    unasked = CheckIn.objects.unasked().filter(need=need, person=person, wave=Wave.AT_ONCE)
    unasked.filter(used_at=None).delete()


@transaction.atomic
def answer_used(need: Need, person: Person) -> None:
    """One of those who waited has finished the answer; the first of them dates its use."""
    need = hold(need)
    if not need.is_answered or not is_waiting_for(person, need):
        return
    checkin, _made = CheckIn.objects.get_or_create(
        need=need,
        person=person,
        wave=Wave.AT_ONCE,
        round=need.reopened_count,
        defaults={"due_at": now()},
    )
    if checkin.used_at is not None:
        return
    checkin.used_at = now()
    checkin.save(update_fields=["used_at"])
    if need.first_used_at is not None:
        keep(need)
        return
    need.first_used_at = checkin.used_at
    keep(need, "first_used_at")

    fact = AnswerUsed(need_id=need.pk, title=need.statement, person_id=person.pk)
    record(fact, by=person, about=need)


def plan_questions(need: Need) -> None:
    """Everybody who waits is asked in seven days, unless they read it before."""
    due = now() + PATIENCE
    ids = set(need.backings.filter(person__is_active=True).values_list("person_id", flat=True))
    if need.declarer_id:
        ids.add(need.declarer_id)
    CheckIn.objects.bulk_create(
        [
            CheckIn(
                need=need, person_id=pk, wave=Wave.AT_ONCE, round=need.reopened_count, due_at=due
            )
            for pk in sorted(ids)
        ],
        ignore_conflicts=True,
    )


def is_waiting_for(person: Person, need: Need) -> bool:
    """Whether they declared or backed it."""
    return need.declarer_id == person.pk or need.backings.filter(person=person).exists()
