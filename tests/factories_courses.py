"""Courses for tests, made through the actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from manyhands.collab import drafts
from manyhands.courses import actions
from manyhands.courses.actions import ReleasePlan
from manyhands.courses.blocks import Node, build
from manyhands.courses.models import Course, Intention, Release
from manyhands.kernel.clock import now, telling
from manyhands.needs.models import Need
from manyhands.people.models import Group, Person

TITLE = "Hand over a night shift in ten minutes"
GOAL = "leave at six without a case in your head"
WORDS = "Do it at a quarter to six, not at six."
FIRST = "firstblock01"


def some_blocks() -> list[Node]:
    return [build.heading("Before you leave"), build.paragraph(WORDS, id=FIRST)]


def a_draft(keeper: Person, title: str = TITLE, *, need: Need | None = None, **said: Any) -> Course:
    """A draft with these words in it (``blocks``, ``goal``, ``for_whom``), as its keeper would have typed them."""
    course = actions.start_course(Intention.BLANK, need=need, by=keeper)
    said = {"goal": GOAL, "blocks": some_blocks()} | said
    write(course, build.document(title, **said), by=keeper)
    course.refresh_from_db()
    return course


def write(course: Course, document: Node, *, by: Person) -> None:
    """Let the draft say this, mirrored into its columns."""
    drafts.change_document(course.room_key, lambda draft: draft.become(document), by=by)
    actions.save_draft_mirror(course.pk)


def type_words(course: Course, words: str, *, by: Person, block: str = FIRST) -> None:
    """Exchange the words of one block."""
    drafts.change_document(course.room_key, lambda draft: draft.set_text(block, words), by=by)


def release(course: Course, *, by: Person | None = None, **plan: Any) -> Release:
    """Release it to everybody unless the plan says otherwise."""
    plan.setdefault("is_for_everybody", not plan.get("groups"))
    return actions.release_course(course, plan=ReleasePlan(**plan), by=by or course.keeper)


def a_course(
    keeper: Person,
    title: str = TITLE,
    *groups: Group,
    days_ago: float = 0,
    **more: Any,
) -> Course:
    """A course released once: to these groups, or to everybody."""
    with telling(now() - timedelta(days=days_ago)):
        course = a_draft(keeper, title, **more)
        release(course, groups=tuple(group.pk for group in groups))
    course.refresh_from_db()
    return course
