"""Run inside an installation: how things stand before the first blow. Prints what people must know, as JSON."""

from __future__ import annotations

import json
from typing import Any

import django

KEEPERS = ("amara", "tom", "hana")


def ferrow_with_drafts() -> dict[str, Any]:
    """Ferrow Freight, a draft that Amara writes with Tom and Salma, and one course of each keeper to release again."""
    from manyhands.courses import actions
    from manyhands.people.models import Person
    from tests.factories_courses import a_draft
    from tests.factories_learning import CHOICE, FORM, HOUR, QUARTER, YELLOW, a_choice, night_blocks
    from tests.journeys.beginnings import ferrow

    known = ferrow()
    people = {key: Person.objects.get(email=f"{key}@ferrow.example") for key in known["sessions"]}
    shared = a_draft(people["amara"], "Written by three", blocks=night_blocks())
    for key in ("tom", "salma"):
        actions.invite_coauthor(shared, people[key], by=people["amara"])
    kept = {
        key: a_draft(
            people[key],
            f"Kept by {key}",
            for_whom="everybody",
            blocks=[*night_blocks(), a_choice()],
        ).pk
        for key in KEEPERS
    }
    text = {"choice": CHOICE, "form": FORM, "hour": HOUR, "quarter": QUARTER}
    text["line"] = f"For each, write one line. {YELLOW}"
    return {**known, "shared": shared.pk, "kept": kept, "text": text}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(ferrow_with_drafts()))  # noqa: T201
