from __future__ import annotations

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget

from manyhands.kernel.access import Refused

from .http import is_partial, show


class RefusalMiddleware:
    """Shows a rule's "no" to the person who asked, whatever page they asked from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, (DataError, ValueError)) and _has_null(request):
            # PostgreSQL keeps no null character; forms say so at the field, other doors say it here.
            error = Refused(_("A character in it cannot be kept. Take it out, and send it again."))
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
    return any("\x00" in word for words in request.POST.lists() for word in words[1])
