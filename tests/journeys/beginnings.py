"""Run inside an installation: how things stand when a journey begins.

``python -m tests.journeys.beginnings ferrow`` fills it and prints what a journey must know, as JSON: the session keys
of the cast, and the numbers of what is there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

from bench.serving import session_of

EFFECT = "Nobody calls at six any more."
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff Maximiliana-Theodora von und zu Hohenzollern"
LONG_WORD = "read a Donaudampfschifffahrtsgesellschaftskapitaenspatentverlaengerungsantrag"


def nothing() -> dict[str, Any]:
    """The tables are there, and nobody has set it up."""
    from manyhands.cli.installation import bring_up_to_date

    bring_up_to_date()
    return {}


def ferrow() -> dict[str, Any]:
    """Ferrow Freight: the small cast, three needs that wait, one that is answered by a course nobody has read."""
    from django.db import transaction

    from manyhands.demo.cast import CAST, GROUPS, ORGANISATION_NAME
    from tests.factories import make_group, make_organisation, make_person

    with transaction.atomic():
        make_organisation(ORGANISATION_NAME)
        groups: dict[str, Any] = {}
        for part in GROUPS:
            groups[part.key] = make_group(part.name, part.kind, groups.get(part.parent))
        people = {part.key: make_person(part, groups) for part in CAST}
        known = _waiting(people, groups) | _answered(people)
    _let_it_rest()
    return {**known, "sessions": {key: session_of(person) for key, person in people.items()}}


def solved() -> dict[str, Any]:
    """On top of Ferrow: six needs of six people, answered and solved over the last half year."""
    from manyhands.people.models import Person

    people = [Person.objects.get(email=f"{key}@ferrow.example") for key in ASKERS]
    author = Person.objects.get(email="tom@ferrow.example")
    for number, person in enumerate(people):
        _live_through(person, author, days_ago=160 - 9 * number)
    _let_it_rest()
    return {}


def everything() -> dict[str, Any]:
    """On top of Ferrow: what the pages of the map show, a question and an invitation among it."""
    from manyhands.courses.models import Course
    from manyhands.needs.models import Need
    from manyhands.people.actions import invite
    from manyhands.people.models import Group, Person
    from tests.factories_learning import a_question

    people = {p.email.split("@")[0]: p for p in Person.objects.all()}
    course = Course.objects.get()
    Person.objects.filter(pk=people["amara"].pk).update(name=LONG_NAME)
    Need.objects.filter(declarer=people["salma"]).update(statement=LONG_WORD)
    item = a_question(people["nora"], course)
    north = Group.objects.get(name="Warehouse North")
    letter = invite("new@ferrow.example", group=north, by=people["pavel"])
    _let_it_rest()
    return {
        "item": item.pk,
        "amara": people["amara"].pk,
        "north": north.pk,
        "token": letter.token,
    }


def drafts() -> dict[str, Any]:
    """Thirty drafts of the same words, which Amara keeps and writes with Tom and Salma."""
    from tests.journeys.draft_of_three import WRITERS, begin

    people, courses = begin(30)
    return {
        "courses": courses,
        "people": {key: people[key].pk for key in WRITERS},
        "sessions": {key: session_of(people[key]) for key in WRITERS},
    }


ASKERS = ("salma", "jonas", "leo", "nora", "ines", "mei")


def _waiting(people: dict[str, Any], groups: dict[str, Any]) -> dict[str, int]:
    from tests.factories_needs import a_need, backed

    north, south = groups["north"], groups["south"]
    night = a_need(
        people["salma"],
        "hand over a night shift without phoning anybody",
        north,
        south,
        days_ago=20,
        topics=("shifts",),
        effect=EFFECT,
    )
    backed(night, people["nora"], days_ago=3)
    gate = a_need(people["leo"], "know which gate takes which lorry", south, days_ago=6)
    soon = (_now() + timedelta(days=5)).date()
    damage = a_need(people["tom"], "photograph damage for the insurer", days_ago=28, needed_by=soon)
    return {"night": night.pk, "gate": gate.pk, "damage": damage.pk}


def _answered(people: dict[str, Any]) -> dict[str, Any]:
    from tests.factories_learning import a_choice, a_text
    from tests.factories_needs import a_need, backed

    need = a_need(people["ines"], "take a complaint on the phone", days_ago=30)
    backed(need, people["nora"], days_ago=25)
    course = a_text(
        people["amara"],
        a_choice(required=True),
        need=need,
        title="Take a complaint without promising too much",
        for_whom="whoever picks up the phone",
        days_ago=2,
    )
    return {"phone": need.pk, "course": course.pk}


def _live_through(person: Any, author: Any, *, days_ago: int) -> None:
    from manyhands.kernel.clock import telling
    from tests.factories_courses import a_course
    from tests.factories_needs import a_need, read_by, reply

    need = a_need(person, f"do what {person.first_name} could not do", days_ago=days_ago)
    a_course(author, f"What {person.first_name} asked for", need=need, days_ago=days_ago * 3 // 4)
    with telling(_now() - timedelta(days=days_ago // 2)):
        need.refresh_from_db()
        (asked,) = read_by(need, person)
        reply(asked, "yes", "I do it alone now.")


def _now() -> Any:
    from manyhands.kernel.clock import now

    return now()


def _let_it_rest() -> None:
    """Everything told is old news: delivered, read, indexed and counted, so that no mail is on its way."""
    from manyhands.demo.teller import UNTIL_TOLD, deliver
    from manyhands.impact.actions import refresh_figures
    from manyhands.kernel.clock import now, telling
    from manyhands.notifications.models import Notice
    from manyhands.search.indexing import index_everything

    with telling(now() + UNTIL_TOLD):
        deliver()
    Notice.objects.update(read_at=now(), mail_wanted=False)
    index_everything()
    refresh_figures()


BEGINNINGS: dict[str, Callable[[], dict[str, Any]]] = {
    told.__name__: told for told in (nothing, ferrow, solved, everything, drafts)
}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(BEGINNINGS[sys.argv[1]]()))  # noqa: T201 - the journey reads it
