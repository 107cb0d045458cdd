"""What the home page shows: who waits for me, what I asked for, what I can learn. A bounded number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from manyhands.courses.models import Course, NeedLink
from manyhands.feedback.models import Item
from manyhands.learning.models import Enrolment
from manyhands.needs.models import (
    AnswerProposal,
    CheckIn,
    Need,
    NeedState,
    Nomination,
    NominationState,
    Offer,
)
from manyhands.people.models import Person, Relation, TopicLink

FEW: Final = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who waits for this person, newest first in each kind."""

    questions: list[Item]
    nominations: list[Nomination]
    proposals: list[AnswerProposal]

    @property
    def people(self) -> int:
        """How many different people that is."""
        ids = {item.person_id for item in self.questions}
        ids |= {nomination.nominated_by_id for nomination in self.nominations}
        ids |= {proposal.proposed_by_id for proposal in self.proposals}
        return len(ids)


@dataclass(frozen=True, slots=True)
class Asked:
    """A need that I declared or back, with the course that answers it and the question that waits for my reply."""

    need: Need
    answer: Course | None
    checkin: CheckIn | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class CouldAnswer:
    """An open need and the topics for which I am asked."""

    need: Need
    topics: list[str] = field(default_factory=list)


def waits_for(person: Person) -> Waiting:
    mine = Course.objects.written_by(person).values("pk")
    questions = Item.objects.unanswered().filter(course__in=mine).exclude(person=person)
    nominations = Nomination.objects.filter(nominee=person, state=NominationState.ASKED)
    proposals = AnswerProposal.objects.filter(
        need__declarer=person, confirmed_at=None, refused_at=None
    )
    return Waiting(
        list(questions.select_related("course", "person").order_by("-said_at")[:FEW]),
        list(nominations.select_related("need", "nominated_by").order_by("-nominated_at")[:FEW]),
        list(proposals.select_related("need", "proposed_by").order_by("-proposed_at")[:FEW]),
    )


def asked_by(person: Person) -> list[Asked]:
    """Needs that concern this person, those with a question for them first, then the latest."""
    backed = Need.objects.filter(backings__person=person)
    needs = Need.objects.filter(Q(declarer=person) | Q(pk__in=backed.values("pk"))).exclude(
        state__in=(NeedState.MERGED, NeedState.WITHDRAWN)
    )
    checkins = {
        checkin.need_id: checkin
        for checkin in CheckIn.objects.waiting().filter(person=person).order_by("-due_at")[:FEW]
    }
    first = list(needs.filter(pk__in=checkins)[:FEW]) if checkins else []
    rest = needs.exclude(pk__in=checkins).order_by("-declared_at")[: FEW - len(first)]
    listed = [*first, *rest]
    answers = _answers(need for need in listed if need.answered_at)
    return [
        Asked(need, answers.get(need.pk), checkins.get(need.pk), need.declarer_id == person.pk)
        for need in listed
    ]


def carry_on(person: Person) -> list[Enrolment]:
    """Courses begun and not finished, and those that changed since they were read."""
    taken = Enrolment.objects.filter(person=person, course__state="released")
    recent = taken.select_related("course", "course__current", "course__keeper", "finished")
    return [one for one in recent.order_by("-seen_at")[:20] if _is_open(one)][:3]


def could_answer(person: Person) -> list[CouldAnswer]:
    """Open needs on topics this person can explain, the dearest first."""
    links = TopicLink.objects.filter(person=person, relation=Relation.EXPLAIN)
    topics = dict(links.values_list("topic_id", "topic__name"))
    if not topics:
        return []
    offered = Offer.objects.standing().filter(need=OuterRef("pk"), person=person)
    tagged = Need.topics.through.objects.filter(topic_id__in=topics)
    needs = (
        Need.objects.visible_to(person)
        .filter(state=NeedState.OPEN, pk__in=tagged.values("need_id"))
        .exclude(declarer=person)
        .exclude(Exists(offered))
        .by_cost()[:3]
    )
    listed = list(needs)
    named: dict[int, list[str]] = {}
    for need_id, topic_id in tagged.filter(need__in=listed).values_list("need_id", "topic_id"):
        named.setdefault(need_id, []).append(topics[topic_id])
    return [CouldAnswer(need, named.get(need.pk, [])) for need in listed]


def new_courses(person: Person) -> QuerySet[Course]:
    """For whoever has not asked or read anything yet: what colleagues found useful."""
    opened = Enrolment.objects.filter(person=person).values("course_id")
    return (
        Course.objects.readable_by(person)
        .released()
        .exclude(pk__in=opened)
        .select_related("keeper")
        .order_by("-useful_count", "-pk")
    )


def _answers(needs: Iterable[Need]) -> dict[int, Course]:
    ids = [need.pk for need in needs]
    if not ids:
        return {}
    links = NeedLink.objects.filter(need__in=ids, course__state="released")
    rows = links.select_related("course", "course__keeper").order_by("-linked_at")
    return {link.need_id: link.course for link in rows}


def _is_open(enrolment: Enrolment) -> bool:
    current = enrolment.course.current
    if enrolment.finished is None or current is None:
        return True
    return current.size == "major" and current.number > enrolment.finished.number
