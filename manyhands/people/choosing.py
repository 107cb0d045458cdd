"""Choosing somebody by name: what a list offers while one types, and what a plain form offers after "Look"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from manyhands.kernel.text import fold
from manyhands.web.filters import long_day
from manyhands.web.http import Request

from . import rules
from .models import Person
from .queries import people_named

LONGEST: Final = 80

# The person's number, their name, and what tells two of one name apart.
Option = tuple[int, str, str]


def people_to_choose(words: str, reader: Person) -> list[Option]:
    """Active people of this name, as far as ``reader`` may know them. One query."""
    found = people_named(words.replace("\x00", "")[:LONGEST])
    return [(person.pk, person.name, note) for person, note in told_apart(found, reader)]


def told_apart(people: Sequence[Person], reader: Person) -> list[tuple[Person, str]]:
    """Each with a note: their group, or what they do; of those who share a name as much as tells them apart."""
    alike: dict[str, list[Person]] = {}
    for person in people:
        alike.setdefault(fold(person.name), []).append(person)
    notes: dict[int, str] = {}
    for namesakes in alike.values():
        notes |= _notes(namesakes, reader)
    return [(person, notes[person.pk]) for person in people]


def _notes(namesakes: Sequence[Person], reader: Person) -> dict[int, str]:
    if len(namesakes) == 1:
        (only,) = namesakes
        return {only.pk: only.group_name or only.about}
    facts = {person.pk: list(_facts(person, reader)) for person in namesakes}
    notes: dict[int, str] = {}
    for number in range(1, max(map(len, facts.values())) + 1):
        notes = {pk: " · ".join(known[:number]) for pk, known in facts.items()}
        if len(set(notes.values())) == len(notes):
            break
    return notes


def _facts(person: Person, reader: Person) -> Iterator[str]:
    """What may be said of somebody in a list, the most telling first; all of it stands on their page."""
    yield from filter(None, (person.group_name, person.about))
    if rules.can_see_email(reader, person):
        yield person.email
    yield _("here since %(day)s") % {"day": long_day(person.joined_at)}


def looked_for(request: Request) -> Mapping[str, Any]:
    """For ``ui.look_first``, the step that a page without JavaScript takes before its list has anybody in it:
    the words that were looked for, and whom they found.
    """
    words = request.GET.get("who", "")[:LONGEST].strip()
    return {"who": words, "people_found": people_to_choose(words, request.user) if words else []}
