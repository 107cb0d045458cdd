"""Courses that Amara keeps and writes with Tom and Salma."""

from __future__ import annotations

from typing import Any

TITLE = "Hand over a night shift"
WORDS = "Do it at a quarter to six, not at six."


def begin(count: int) -> tuple[dict[str, Any], list[int]]:
    """The three, and the numbers of their courses."""
    from django.db import transaction

    from manyhands.demo.cast import CAST
    from tests.factories import make_organisation, make_person

    with transaction.atomic():
        make_organisation("Ferrow Freight")
        people = {p.key: make_person(p, {}) for p in map(_alone, CAST) if p.key in WRITERS}
        return people, [_course(people) for _ in range(count)]


WRITERS = ("amara", "tom", "salma")


def _alone(part: Any) -> Any:
    from dataclasses import replace

    return replace(part, groups={})


def _course(people: dict[str, Any]) -> int:
    from manyhands.courses import actions
    from tests.factories_courses import a_draft

    keeper = people["amara"]
    course = a_draft(keeper, TITLE, blocks=_blocks(), for_whom="whoever works at night")
    for key in ("tom", "salma"):
        actions.invite_coauthor(course, people[key], by=keeper)
    return course.pk


def _blocks() -> list[Any]:
    from manyhands.courses.blocks import build

    return [
        build.heading("Before you leave"),
        build.paragraph(WORDS),
        build.step("Open My cases."),
        build.step("Read the last word."),
        build.callout("One thing at a time.", tone="tip"),
        build.choice("When?", [("At six", "Too late.", False), ("Earlier", "Yes.", True)]),
        build.paragraph("That is all."),
    ]
