"""What may be meant, while somebody types: people, topics."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from manyhands.people import queries, topics
from manyhands.people.models import Person
from manyhands.web.http import Request, members_only, show

LONGEST = 80


@members_only
@require_safe
def people(request: Request) -> HttpResponse:
    """Options for a combobox: name, and group to tell two of them apart."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    found = queries.people_named(words)
    options = [(person.pk, person.name, _note(person)) for person in found]
    return _answer(request, options)


@members_only
@require_safe
def topics_like(request: Request) -> HttpResponse:
    """Options for a combobox of topics, by name: a new word may be written beside them."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    return _answer(request, [(topic.name, topic.name, "") for topic in topics.topics_like(words)])


def _note(person: Person) -> str:
    return person.group_name or person.about


def _answer(request: Request, options: Sequence[tuple[object, str, str]]) -> HttpResponse:
    if request.GET.get("format") == "json":
        keys = ("value", "label", "note")
        return JsonResponse(
            {"options": [dict(zip(keys, option, strict=True)) for option in options]}
        )
    return show(request, "people/_options.html", {"options": options})
