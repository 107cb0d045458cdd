from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from manyhands.people.models import Person
from manyhands.web.http import go_to, open_to_all, show
from manyhands.web.links import url

# Who may be tried out, and what to look for as them.
GUESTS: Final = {
    "amara": _("Answers questions, keeps two courses. Somebody waits for her."),
    "nora": _("New since Monday. Begin as her: ask for something, read something."),
    "salma": _("Asked how to hand over a night shift. It was solved."),
    "hana": _("The coach: sees what waits, and what one act would free most people."),
    "pavel": _("The administrator: people, groups, invitations."),
}


@open_to_all
@require_GET
def door(request: HttpRequest) -> HttpResponse:
    emails = [f"{key}@ferrow.example" for key in GUESTS]
    people = {p.email.split("@")[0]: p for p in Person.objects.filter(email__in=emails)}
    guests = [(people[key], words) for key, words in GUESTS.items() if key in people]
    return show(request, "demo/door.html", {"guests": guests})


@open_to_all
@require_POST
def guests(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the five, without a password; only in the demo."""
    key = request.POST.get("who", "")
    if not settings.DEMO or key not in GUESTS:
        raise Http404
    person = get_object_or_404(Person.objects.active(), email=f"{key}@ferrow.example")
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return go_to(request, url("home:home"))
