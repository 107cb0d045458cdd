"""What pages need of feedback that a queryset cannot say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from manyhands.courses.models import Course
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Group, Membership, Person

from .models import Item, ItemKind, ItemState
from .models.item import OPEN

PAGE: Final = 25
WAITING: Final = "waiting"
# For each one shown so many of the oldest are looked at: few stand on courses that the reader cannot open.
LOOKED_AT: Final = 4
# What one line of a list says of a question.
_LINE: Final = (
    *("kind", "said_at", "text", "quote", "is_nameless"),
    *("course__title", "person__name", "person__photo"),
)


# One author's


@kept_query
def questions_waiting_for(person: Person, *, limit: int = 25) -> QuerySet[Item]:
    """Questions on courses that this person writes to which nobody has said a word, the oldest first."""
    rows = _unanswered_for(person).select_related("course", "person").only(*_LINE)
    return rows.order_by("said_at", "pk")[:limit]


def people_waiting_for(person: Person) -> int:
    """How many people ask this author something."""
    return len(_waiting_for(person))


@kept_query
def _waiting_for(person: Person) -> QuerySet[Item, int | None]:
    asking = _unanswered_for(person).order_by().values_list("person_id", flat=True)
    return asking.distinct()


def _unanswered_for(person: Person) -> QuerySet[Item]:
    written = Course.objects.written_by(person).values("pk")
    return Item.objects.unanswered().filter(course__in=written).exclude(person=person)


# One reader's


def said_by(person: Person, limit: int = 10) -> list[Item]:
    """What this person said, with what became of it; what moved last first."""
    said = Item.objects.filter(person=person).visible_to(person)
    light = _with_course(said).select_related("done_in").defer("done_in__document")
    return list(light.order_by("-moved_at", "-pk")[:limit])


# Whoever looks after others


def unanswered(
    groups: Collection[int] | None = None, *, reader: Person, hours: int = 0, limit: int = 25
) -> list[Item]:
    """Questions without a word for so long, on courses kept by people of exactly these groups (None: all) that the
    reader can open."""
    return _silent(groups, now() - timedelta(hours=hours), reader, limit=limit)


@kept_query
def _silent(
    groups: Collection[int] | None, since: datetime, reader: Person, *, limit: int
) -> QuerySet[Item]:
    silent = Item.objects.unanswered().filter(said_at__lte=since).order_by("said_at", "pk")
    if groups is not None:
        members = Membership.objects.filter(group__in=groups).values("person_id")
        silent = silent.filter(course__keeper__in=members)
    # The few are found before it is asked who may open their courses, and these and people are gathered.
    some = Item.objects.filter(pk__in=silent.values("pk")[: limit * LOOKED_AT])
    known = some.filter(Exists(Course.objects.known_to(reader).filter(pk=OuterRef("course"))))
    lines = known.select_related("course", "person").only(*_LINE)
    return lines.order_by("said_at", "pk")[:limit]


def no_answers(groups: Collection[int] | None = None, limit: int = 25) -> list[Item]:
    """ "Partly" and "no", with their sentences, that no author has dealt with yet."""
    said = Item.objects.filter(kind=ItemKind.NOT_SOLVED).open()
    return list(_with_course(_kept_in(said, groups)).order_by("-said_at", "-pk")[:limit])


def _kept_in(items: QuerySet[Item], groups: Collection[int] | None) -> QuerySet[Item]:
    if groups is None:
        return items
    members = Membership.objects.filter(group__in=Group.objects.below(list(groups)))
    return items.filter(course__keeper__in=members.values("person_id"))


def _with_course(items: QuerySet[Item]) -> QuerySet[Item]:
    return items.select_related("course", "course__keeper", "person")


# The inbox


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items: of one course or all, in one state or all that wait."""

    state: str = WAITING
    course_id: int = 0
    page: int = 1

    @classmethod
    def read(cls, query: dict[str, str]) -> Wanted:
        """From an address; what makes no sense is left out."""
        state = query.get("state", WAITING)
        return cls(
            state=state if state in (WAITING, *ItemState.values) else WAITING,
            course_id=_number(query.get("course", "")),
            page=max(1, _number(query.get("page", "1"))),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One page of items, and whether there are more."""

    items: Sequence[Item]
    has_more: bool


def inbox_of(person: Person, wanted: Wanted) -> Found:
    """What was said about all courses this person writes; questions without an answer first."""
    if wanted == Wanted():
        return _found(_inbox(person))
    written = Course.objects.in_care_of(person).values("pk")
    items = Item.objects.filter(course__in=written)
    if wanted.course_id:
        items = items.filter(course=wanted.course_id)
    return _page(_in_state(items, wanted.state), wanted)


@kept_query
def _inbox(person: Person) -> QuerySet[Item]:
    """What the inbox opens with."""
    written = Course.objects.in_care_of(person).values("pk")
    return _rows(_in_state(Item.objects.filter(course__in=written), WAITING), Wanted())


def said_since(person: Person, moment: datetime) -> int:
    """How much others have said since then that waits for this author."""
    written = Course.objects.in_care_of(person).values("pk")
    items = Item.objects.filter(course__in=written, said_at__gt=moment).exclude(person=person)
    return _in_state(items, WAITING).count()


def said_about(course: Course, person: Person, wanted: Wanted) -> Found:
    """Everything said about a course that this person may read."""
    items = Item.objects.filter(course=course).shown_to(person)
    if wanted.state != WAITING:
        items = items.filter(state=wanted.state)
    return _page(items, wanted)


def inbox_counts(person: Person) -> dict[str, int]:
    """How many items are in each state, over all courses this person writes."""
    found = dict(_counted(person))
    return {WAITING: sum(found.get(state, 0) for state in OPEN), **found}


@kept_query
def _counted(person: Person) -> QuerySet[Item, tuple[str, int]]:
    written = Course.objects.in_care_of(person).values("pk")
    counted = Item.objects.filter(course__in=written).order_by().values_list("state")
    return counted.annotate(n=Count("pk"))


@kept_query
def courses_with_items(person: Person, *, limit: int = 50) -> QuerySet[Course]:
    """The courses that this person writes and about which something waits."""
    mine = Course.objects.in_care_of(person).filter(open_item_count__gt=0)
    return mine.only("title", "open_item_count").order_by("-open_item_count", "pk")[:limit]


def _in_state(items: QuerySet[Item], state: str) -> QuerySet[Item]:
    if state == WAITING:
        return items.filter(state__in=OPEN)
    return items.filter(state=state)


def _page(items: QuerySet[Item], wanted: Wanted) -> Found:
    return _found(list(_rows(items, wanted)))


def _found(some: list[Item]) -> Found:
    return Found(some[:PAGE], len(some) > PAGE)


def _rows(items: QuerySet[Item], wanted: Wanted) -> QuerySet[Item]:
    silent = Q(kind=ItemKind.QUESTION, answered_at=None, state__in=OPEN)
    urgency = Case(
        When(silent, then=Value(0)), When(state=ItemState.NEW, then=Value(1)), default=Value(2)
    )
    start = (wanted.page - 1) * PAGE
    rows = _with_course(items).select_related("done_in")
    rows = rows.defer("done_in__document", "done_in__outline")
    rows = rows.prefetch_related("comments__person").annotate(urgency=urgency)
    return rows.order_by("urgency", F("pk").desc())[start : start + PAGE + 1]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
