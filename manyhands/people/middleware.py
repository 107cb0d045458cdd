from __future__ import annotations

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from manyhands.web.http import go_to

from .organisation import current_organisation

# Signing in and out, and the page itself; what it looks like.
OPEN_WITHOUT_SECOND_STEP: Final = ("/static/", "/brand.css", "/account/")
Next = Callable[[HttpRequest], HttpResponse]
OPEN_BEFORE: Final = ("/static/", "/brand.css", "/live/", "/me/kept/")


class FirstRun:
    """Until there is an organisation, every page leads to the one that makes it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if current_organisation() is None:
            first = reverse("people:first_run")
            if request.path != first and not request.path.startswith(OPEN_BEFORE):
                return HttpResponseRedirect(first)
        return self.get_response(request)


class SecondStepFirst:
    """Where administrators need a second step, one without it is led to the page that switches it on."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_WITHOUT_SECOND_STEP):
            return self.get_response(request)
        # The person itself: it is asked a hundred times, and a lazy one looks each time whether it is there.
        request.user = get_user(request)
        if request.user.is_authenticated and request.user.owes_second_step:
            return go_to(request, reverse("mfa_activate_totp"))
        return self.get_response(request)


class PersonalTimeZone:
    """Dates are shown in the person's time zone, else the organisation's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        organisation = current_organisation()
        common = organisation.time_zone if organisation else "UTC"
        own = request.user.time_zone if request.user.is_authenticated else ""
        with timezone.override(ZoneInfo(own or common)):
            return self.get_response(request)
