from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
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
        if not isinstance(error, Refused):
            return None
        answer = show(
            request, "web/refusal.html", {"reason": str(error)}, fragment="notice", status=403
        )
        if is_partial(request):
            return reswap(retarget(answer, "#toasts"), "beforeend")
        return answer
