from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .organisation import current_organisation


class PersonalTimeZone:
    """Dates are shown in the person's time zone, else the organisation's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            organisation = current_organisation()
            fallback = organisation.time_zone if organisation else "UTC"
            timezone.activate(ZoneInfo(request.user.time_zone or fallback))
        else:
            timezone.deactivate()
        return self.get_response(request)
