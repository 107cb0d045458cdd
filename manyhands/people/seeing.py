"""What people lend to the floors below: who may see faces, and the organisation on every page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from manyhands.kernel.access import ALLOW, Verdict
from manyhands.media.scopes import scope_rule
from manyhands.web.templating import on_every_page

from .models import Person
from .organisation import current_organisation


@scope_rule("person")
def may_see_files_of_person(person: Person, pk: int) -> Verdict:
    """Photos: everybody who has signed in."""
    return ALLOW


@on_every_page
def organisation_on_every_page(request: HttpRequest) -> Mapping[str, Any]:
    return {"organisation": current_organisation()}
