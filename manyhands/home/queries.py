"""What the home page shows, gathered from the floors below: a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from manyhands.courses.models import Course
from manyhands.courses.queries import new_for
from manyhands.feedback.models import Item
from manyhands.feedback.queries import questions_waiting_for
from manyhands.learning.queries import CarryOn, carry_on
from manyhands.needs.answers import AnswerCard, brief_answers_of
from manyhands.needs.models import CheckIn, Need, NeedState
from manyhands.needs.queries import Match, Waiting, asked_by, could_answer, waits_for
from manyhands.people.models import Person

FEW: Final = 5
MANY: Final = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """A need that I declared or back, with its answer, and the question that waits for my reply."""

    need: Need
    answer: AnswerCard | None
    checkin: CheckIn | None
    is_mine: bool

    @property
    def is_to_read(self) -> bool:
        """There is an answer, and nobody has asked yet whether it helped."""
        return self.answer is not None and self.checkin is None


@dataclass(frozen=True, slots=True)
class Today:
    """One person's home page; each part is asked for when it is shown."""

    person: Person
    waiting: Sequence[Waiting]
    questions: Sequence[Item]
    asked: Sequence[Asked]
    carry_on: Sequence[CarryOn]
    could_answer: Sequence[Match]
    new_courses: Sequence[Course]

    @property
    def people_waiting(self) -> int:
        """How many different people wait for a word."""
        ids = {item.person_id for item in self.questions}
        for one in self.waiting:
            if one.nomination:
                ids.add(one.nomination.nominated_by_id)
            elif one.proposal:
                ids.add(one.proposal.proposed_by_id)
        return len(ids)

    @property
    def is_first_day(self) -> bool:
        """Whoever sets the place up sees nothing yet that somebody else did."""
        seen = (self.waiting, self.questions, self.asked, self.carry_on, self.new_courses)
        return self.person.is_administrator and not any(seen)

    @property
    def has_answers(self) -> bool:
        return any(one.answer for one in self.asked)

    @property
    def shown_questions(self) -> Sequence[Item]:
        return self.questions[:FEW]


def today_of(person: Person) -> Today:
    """Everything on one person's home page. Eleven queries with the session and the person; one more
    for whoever has nothing to go on with."""
    waiting = waits_for(person)
    asked = _asked(person, {one.need.pk: one.checkin for one in waiting if one.checkin})
    asking = {one.need.pk for one in waiting}
    going_on = carry_on(person, limit=3)
    has_something = going_on or any(one.answer for one in asked)
    return Today(
        person=person,
        waiting=[one for one in waiting if one.checkin is None],
        questions=questions_waiting_for(person, limit=MANY),
        asked=asked,
        carry_on=going_on,
        could_answer=[m for m in could_answer(person, limit=FEW) if m.need.pk not in asking][:3],
        new_courses=[] if has_something else _new_courses(person),
    )


def _asked(person: Person, checkins: Mapping[int, CheckIn]) -> list[Asked]:
    """Those with a question first, then what moved last."""
    with_question = [checkin.need for checkin in checkins.values()]
    rest = [need for need in asked_by(person, limit=FEW) if need.pk not in checkins]
    needs = [*with_question, *rest][: max(FEW, len(with_question))]
    answered = [need.pk for need in needs if need.state == NeedState.ANSWERED]
    answers = brief_answers_of(answered, person)
    return [
        Asked(
            need,
            next((card for card in answers.get(need.pk, ()) if card.release), None),
            checkins.get(need.pk),
            need.declarer_id == person.pk,
        )
        for need in needs
    ]


def _new_courses(person: Person) -> list[Course]:
    """For whoever has nothing to go on with: what is new, the most useful first."""
    new = new_for(person).select_related("keeper")
    return list(new.order_by("-useful_count", "-released_at", "-pk")[:3])
