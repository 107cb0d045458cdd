"""What authors see of an item, and may do with it: beside the draft, in the inbox, in its thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from manyhands.courses.models import Course
from manyhands.kernel.clock import now
from manyhands.people.models import Person

from . import rules
from .models import Comment, Item, ItemKind, ItemState, Placement
from .models.item import MOVES
from .news import moment_of_page
from .pins import Pin, on_release, pins_of, title_of
from .queries import Wanted, courses_with_items, inbox_counts, people_waiting_for

FEW: Final = 25


def panel_of(course: Course, person: Person) -> dict[str, Any]:
    """What waits, beside the draft: the latest first."""
    items = course.items.open().shown_to(person)
    count = items.count()
    pins: list[Pin] = []
    if course.current is not None:
        pins = pins_of(on_release(items, course.current.pk).order_by("-pk")[:FEW])
    return {"course": course, "pins": pins, "count": count, "after": moment_of_page()}


def head_of_inbox(wanted: Wanted, person: Person) -> dict[str, Any]:
    """Who waits, and how much is in each state."""
    return {
        "wanted": wanted,
        "counts": inbox_counts(person),
        "courses": courses_with_items(person),
        "waiting": people_waiting_for(person),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """An item in a list, with what this person may do."""

    item: Item
    title: str
    comments: Sequence[Comment]
    can_move: bool

    @property
    def answer(self) -> Comment | None:
        others = (one for one in self.comments if one.person_id != self.item.person_id)
        return next(others, None)

    @property
    def waits(self) -> bool:
        """A question to which nobody has said a word."""
        is_question = self.item.kind == ItemKind.QUESTION
        return is_question and self.item.is_open and self.item.answered_at is None


def row_of(item: Item, person: Person, *, can_move: bool | None = None) -> Row:
    may = bool(rules.can_move(person, item)) if can_move is None else can_move
    return Row(item, title_of(item), list(item.comments.all()), may)


@dataclass(frozen=True, slots=True)
class Said:
    """One comment of a thread; ``is_fresh``: its author may still change it."""

    comment: Comment
    is_by_author: bool
    is_fresh: bool


def thread_of(item: Item, person: Person) -> dict[str, Any]:
    """One item, whole: the words it is about, then and now; who said what; what may be done."""
    comments = list(item.comments.select_related("person").order_by("pk"))
    return {
        "item": item,
        "title": title_of(item),
        "placement": _placement(item),
        "thread": [_said(comment, item, person) for comment in comments],
        "can_move": rules.can_move(person, item),
        "can_fold_in": rules.can_fold_in(person, item),
        "can_take_back": rules.can_take_back(person, item),
        "moves": MOVES[item.state],
        "is_done": item.state == ItemState.DONE,
    }


def _said(comment: Comment, item: Item, person: Person) -> Said:
    author = comment.person
    is_own = comment.person_id == person.pk
    return Said(
        comment=comment,
        is_by_author=author is not None and item.course.is_written_by(author),
        is_fresh=is_own and now() - comment.said_at <= rules.SECOND_THOUGHTS,
    )


def _placement(item: Item) -> Placement | None:
    """Where its words are on the current release; None where it was said about that one."""
    if item.course.current_id is None or item.course.current_id == item.release_id:
        return None
    return Placement.objects.filter(item=item, release=item.course.current_id).first()
