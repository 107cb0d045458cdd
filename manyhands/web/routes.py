from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

# No header can have this name.
ROUTE: Final = "manyhands.route"
UNKNOWN: Final = "unknown"


class NamedRoute:
    """Leaves the name of the address ("needs:need") with the request's facts, for whoever counts around Django."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, named: object) -> None:
        """The address is known by now."""
        if request.resolver_match is not None:
            request.META[ROUTE] = request.resolver_match.view_name
