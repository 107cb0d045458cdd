"""What needs lend to every page: how many wait, beside the word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from manyhands.people.models import Person
from manyhands.web.templating import on_every_page

from .counts import counts_seen


@on_every_page
def open_needs_on_every_page(request: HttpRequest) -> Mapping[str, Any]:
    """As they were counted when this person last saw the board; no page counts them again."""
    person = getattr(request, "user", None)
    seen = counts_seen(person) if isinstance(person, Person) else None
    return {"open_needs": seen.waiting if seen else None}
