from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget

from manyhands.kernel.access import Refused

from .http import is_partial, show

LARGEST_NUMBER: Final = 2**63 - 1
_LONG_NUMBER: Final = re.compile(r"\d{10}")  # the least that some column cannot hold


class RefusalMiddleware:
    """Shows a rule's "no" to the person who asked, whatever page they asked from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, named: dict[str, Any]
    ) -> None:
        """No row has a number that its column cannot hold; some questions would stumble over it."""
        if any(isinstance(value, int) and value > LARGEST_NUMBER for value in named.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, (DataError, ValueError)) and _has_null(request):
            # PostgreSQL keeps no null character; forms say so at the field, other doors say it here.
            error = Refused(_("A character in it cannot be kept. Take it out, and send it again."))
        if isinstance(error, (DataError, OverflowError)) and _has_long_number(request):
            error = Refused(_("A number in it is too large."))
        if not isinstance(error, Refused):
            return None
        answer = show(
            request, "web/refusal.html", {"reason": str(error)}, fragment="notice", status=403
        )
        if is_partial(request):
            return reswap(retarget(answer, "#toasts"), "beforeend")
        return answer


def _has_null(request: HttpRequest) -> bool:
    if "%00" in request.META.get("QUERY_STRING", ""):
        return True
    return any("\x00" in word for word in _words(request.POST))


def _has_long_number(request: HttpRequest) -> bool:
    return any(
        _LONG_NUMBER.search(word) for said in (request.GET, request.POST) for word in _words(said)
    )


def _words(said: QueryDict) -> list[str]:
    return [word for _name, words in said.lists() for word in words]
