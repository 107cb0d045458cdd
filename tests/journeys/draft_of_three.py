"""Run inside an installation: courses that Amara keeps and writes with Tom and Salma.

``python -m tests.journeys.draft_of_three 5`` makes five. Prints the session keys of the three and the numbers of the
courses, as JSON.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

import django

TITLE = "Hand over a night shift"
WORDS = "Do it at a quarter to six, not at six."


def prepare(count: int) -> dict[str, Any]:
    from django.conf import settings
    from django.db import transaction

    from manyhands.demo.cast import CAST
    from tests.factories import make_organisation, make_person

    with transaction.atomic():
        make_organisation("Ferrow Freight")
        people = {p.key: make_person(p, {}) for p in map(_alone, CAST) if p.key in WRITERS}
        courses = [_course(people) for _ in range(count)]
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return {
        "courses": courses,
        "people": {key: person.pk for key, person in people.items()},
        "sessions": {key: _session(store(), person) for key, person in people.items()},
    }


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


def _session(session: Any, person: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(prepare(int(sys.argv[1]))))  # noqa: T201 - the journey reads it
