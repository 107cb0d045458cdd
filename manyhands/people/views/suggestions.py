"""What may be meant, while somebody types: people, topics, groups."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from manyhands.people import queries, topics
from manyhands.people.choosing import LONGEST, people_to_choose
from manyhands.people.models import Group
from manyhands.web.http import Request, members_only, show


@members_only
@require_safe
def people(request: Request) -> HttpResponse:
    """Options for a combobox: name, and what tells two of them apart."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    return _answer(request, people_to_choose(words, request.user))


@members_only
@require_safe
def topics_like(request: Request) -> HttpResponse:
    """Options for a combobox of topics, by name: a new word may be written beside them."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    return _answer(request, [(topic.name, topic.name, "") for topic in topics.topics_like(words)])


@members_only
@require_safe
def groups_like(request: Request) -> HttpResponse:
    """Options for a combobox of groups, by name, with how many people are in them."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    return _answer(request, [(one.pk, one.name, _size(one)) for one in queries.groups_named(words)])


def _size(group: Group) -> str:
    count = group.people_count
    return ngettext("%(num)s person", "%(num)s people", count) % {"num": count}


def _answer(request: Request, options: Sequence[tuple[object, str, str]]) -> HttpResponse:
    if request.GET.get("format") == "json":
        keys = ("value", "label", "note")
        return JsonResponse(
            {"options": [dict(zip(keys, option, strict=True)) for option in options]}
        )
    return show(request, "people/_options.html", {"options": options})
