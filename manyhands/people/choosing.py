"""Choosing somebody by name: what a list offers while one types, and what a plain form offers after "Look"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

from .queries import people_named

LONGEST: Final = 80

# The person's number, their name, and what tells two of one name apart.
Option = tuple[int, str, str]


def people_to_choose(words: str) -> list[Option]:
    """Active people of this name. One query."""
    found = people_named(words.replace("\x00", "")[:LONGEST])
    return [(person.pk, person.name, person.group_name or person.about) for person in found]


def looked_for(request: HttpRequest) -> Mapping[str, Any]:
    """For ``ui.look_first``, the step that a page without JavaScript takes before its list has anybody in it:
    the words that were looked for, and whom they found.
    """
    words = request.GET.get("who", "")[:LONGEST].strip()
    return {"who": words, "people_found": people_to_choose(words) if words else []}
