"""The catalogue: which courses a person sees under which filter, and what a row says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from manyhands.kernel.clock import today
from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Group, Person, Topic

from .models import CoAuthor, Course, CourseState
from .queries import CARD, SHORT_MINUTES, new_for, orphaned
from .reading import changed_for
from .standing import Standing, standing_of

PAGE: Final = 25
SHOWS: Final = ("", "new", "short", "yours", "ended")
MOST_CHOICES: Final = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asked to see."""

    show: str = ""
    topic: Topic | None = None
    group: Group | None = None
    page: int = 1

    @property
    def is_plain(self) -> bool:
        """Nothing chosen: the first page of what is for them."""
        return not (self.show or self.topic or self.group) and self.page == 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Choice:
        """From the address; what makes no sense is left out."""
        topic, group, page = (_number(asked.get(name, "")) for name in ("topic", "group", "page"))
        return cls(
            show=asked.get("show", "") if asked.get("show", "") in SHOWS else "",
            topic=Topic.objects.filter(pk=topic).first() if topic else None,
            group=Group.objects.filter(pk=group).first() if group else None,
            page=max(1, page),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A course with what a list says of it."""

    course: Course
    standing: Standing
    coauthors: list[Person]
    is_changed: bool


def courses_for(person: Person, choice: Choice) -> QuerySet[Course]:
    courses = _shown(person, choice.show)
    if choice.topic:
        courses = courses.filter(topics=choice.topic)
    if choice.group:
        around = {*choice.group.lineage, *_below(choice.group)}
        reached = Course.audience.through.objects.filter(group_id__in=around)
        courses = courses.filter(pk__in=reached.values("course_id"))
    return courses.select_related("keeper").only(*CARD)


def page_of(person: Person, choice: Choice) -> tuple[list[Course], bool]:
    """One page of courses, and whether there is another."""
    if choice.is_plain:
        found = _first_for(person)
    else:
        start = (choice.page - 1) * PAGE
        found = list(courses_for(person, choice)[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


@kept_query
def _first_for(person: Person) -> QuerySet[Course]:
    """What the catalogue opens with."""
    return courses_for(person, Choice())[: PAGE + 1]


def rows_of(person: Person, courses: Sequence[Course]) -> list[Row]:
    """With two queries, whatever the number of courses."""
    coauthors: dict[int, list[Person]] = {}
    for coauthor in _coauthors([course.pk for course in courses]):
        coauthors.setdefault(coauthor.course_id, []).append(coauthor.person)
    released = [course.pk for course in courses if course.is_released]
    changed, day = changed_for(person, released), today()
    return [
        Row(
            course=course,
            standing=standing_of(course, day),
            coauthors=coauthors.get(course.pk, []),
            is_changed=course.pk in changed,
        )
        for course in courses
    ]


@kept_query
def _coauthors(course_ids: list[int]) -> QuerySet[CoAuthor]:
    return CoAuthor.objects.filter(course__in=course_ids).select_related("person")


def alone_for(person: Person) -> list[Course]:
    """Those whose keeper has left, for whoever may give them to somebody: so many, others as these are given away."""
    return list(orphaned(person)[:PAGE]) if person.coached or person.is_administrator else []


def topics_in_use(person: Person) -> QuerySet[Topic]:
    readable = Course.objects.released().readable_by(person).values("pk")
    return Topic.objects.filter(courses__in=readable).distinct().order_by("name")[:MOST_CHOICES]


def groups_in_use(person: Person) -> QuerySet[Group]:
    readable = Course.objects.released().readable_by(person).values("pk")
    return Group.objects.filter(courses__in=readable).distinct().order_by("path")[:MOST_CHOICES]


def _shown(person: Person, show: str) -> QuerySet[Course]:
    if show == "yours":
        return Course.objects.written_by(person).order_by("-edited_at", "-pk")
    if show == "ended":
        ended = Course.objects.filter(state=CourseState.ENDED)
        return ended.readable_by(person).order_by("-ended_at", "-pk")
    if show == "new":
        return new_for(person).order_by("-released_at", "-pk")
    released = Course.objects.released().readable_by(person)
    if show == "short":
        released = released.filter(minutes__lt=SHORT_MINUTES)
    return released.order_by("-useful_count", "-pk")


def _below(group: Group) -> list[int]:
    return list(Group.objects.below([group.pk]).values_list("pk", flat=True))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
