"""Courses as answers: what the needs show of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from manyhands.kernel.clock import today
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.text import telling_words
from manyhands.needs.answers import AnswerCard, Answers, know_answers
from manyhands.needs.models import Need
from manyhands.people.models import Person
from manyhands.web.links import url

from .models import CoAuthor, Course, CourseState, NeedLink
from .queries import CARD
from .standing import standing_of

MOST_NAMED: Final = 12
MOST_WORDS: Final = 8
BEGINNING: Final = 5  # letters that words which are the same begin with: "pallet", "pallets"
_CARD: Final = tuple(f"course__{column}" for column in CARD)


def answers_of(need_ids: Collection[int], person: Person) -> Mapping[int, Sequence[AnswerCard]]:
    """The answers to each need that the person may see, released ones first."""
    rows = _links(list(need_ids), person)
    return _by_need(rows, _coauthors([link.course_id for link in rows]))


def brief_answers_of(
    need_ids: Collection[int], person: Person
) -> Mapping[int, Sequence[AnswerCard]]:
    """The same with their keepers alone, for a list that names one author."""
    return _by_need(_links(list(need_ids), person), {})


def _by_need(
    rows: Sequence[NeedLink], coauthors: Mapping[int, Sequence[Person]]
) -> Mapping[int, Sequence[AnswerCard]]:
    found: dict[int, list[AnswerCard]] = {}
    for link in sorted(rows, key=lambda link: link.course.state == CourseState.DRAFT):
        card = _card(link.course, coauthors.get(link.course_id, ()))
        found.setdefault(link.need_id, []).append(card)
    return found


@kept_query
def _links(need_ids: list[int], person: Person) -> QuerySet[NeedLink]:
    linked = NeedLink.objects.filter(need__in=need_ids)
    # Of the few that are linked: whatever else the person can see need not be gathered first.
    some = Course.objects.filter(pk__in=linked.values("course_id"))
    links = linked.filter(course__in=some.visible_to(person).values("pk"))
    cards = links.select_related("course__keeper").only("need", *_CARD)
    return cards.order_by("course__released_at", "pk")


def answers_named(words: str, person: Person) -> Sequence[AnswerCard]:
    found = Course.objects.released().readable_by(person).select_related("keeper")
    for word in words.split()[:6]:
        found = found.filter(title__icontains=word)
    return _cards(found.order_by("-released_at", "-pk"))


def answers_near(need: Need, person: Person) -> Sequence[AnswerCard]:
    """Those with the need's telling words in their title, or about its topics: what has most of these first."""
    about = Course.topics.through.objects.filter(
        course=OuterRef("pk"), topic__in=[part["id"] for part in need.summary["topics"]]
    )
    signs = [Q(title__icontains=word[:BEGINNING]) for word in telling_words(need.statement)]
    signs = [*signs[:MOST_WORDS], Q(Exists(about))]
    nearness = sum((Case(When(sign, then=1), default=0) for sign in signs), Value(0))
    found = Course.objects.released().readable_by(person).select_related("keeper")
    near = found.annotate(nearness=nearness).filter(nearness__gt=0)
    return _cards(near.order_by("-nearness", "-released_at", "-pk"))


def find_answer(answer_id: int, person: Person) -> AnswerCard | None:
    found = Course.objects.released().readable_by(person).select_related("keeper")
    course = found.filter(pk=answer_id).first()
    return _card(course, _coauthors([course.pk]).get(course.pk, ())) if course else None


def open_to(answer_ids: Collection[int], person: Person) -> Collection[int]:
    found = Course.objects.released().readable_by(person).filter(pk__in=answer_ids)
    return list(found.values_list("pk", flat=True))


def authors_of(need_ids: Collection[int]) -> Mapping[int, Collection[int]]:
    found: dict[int, set[int]] = {}
    links = NeedLink.objects.filter(need__in=need_ids)
    for need, keeper, coauthor in links.values_list(
        "need_id", "course__keeper_id", "course__coauthors__person_id"
    ):
        found.setdefault(need, set()).update({keeper, coauthor} - {None})
    return found


def register() -> None:
    known = Answers(
        of=answers_of,
        briefly=brief_answers_of,
        named=answers_named,
        near=answers_near,
        find=find_answer,
        open_to=open_to,
        authors=authors_of,
    )
    know_answers(known)


def _cards(found: QuerySet[Course]) -> list[AnswerCard]:
    courses = list(found[:MOST_NAMED])
    coauthors = _coauthors([course.pk for course in courses])
    return [_card(course, coauthors.get(course.pk, ())) for course in courses]


def _coauthors(course_ids: Collection[int]) -> Mapping[int, Sequence[Person]]:
    found: dict[int, list[Person]] = {}
    for row in _rows_of_coauthors(list(course_ids)):
        found.setdefault(row.course_id, []).append(row.person)
    return found


@kept_query
def _rows_of_coauthors(course_ids: list[int]) -> QuerySet[CoAuthor]:
    rows = CoAuthor.objects.filter(course__in=course_ids)
    return rows.select_related("person").order_by("pk")


def _card(course: Course, coauthors: Sequence[Person]) -> AnswerCard:
    is_draft = course.state == CourseState.DRAFT
    return AnswerCard(
        answer_id=course.pk,
        title=course.name,
        url=url("courses:draft", course.pk) if is_draft else course.get_absolute_url(),
        authors=(course.keeper, *coauthors),
        minutes=course.minutes,
        release=None if is_draft else course.release_count,
        note=_("draft") if is_draft else standing_of(course, today()).word,
    )
