"""How oneself comes in: the address, the password, the second step, and the browsers in which one is signed in."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manyhands.people import actions, queries
from manyhands.people.browsers import browser_in_words
from manyhands.people.models import Session
from manyhands.people.sessions import digest_in
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.toasts import toast


@members_only
@require_safe
def signing_in(request: Request) -> HttpResponse:
    here = digest_in(request)
    context = {
        "sessions": queries.sessions_of(request.user, here),
        "this": here,
        "second_step": queries.second_step_of(request.user),
        "in_words": browser_in_words,
    }
    return show(request, "people/signing_in.html", context)


@members_only
@require_POST
def sessions(request: Request) -> HttpResponse:
    """Sign out everywhere but here."""
    person = actions.sign_out_elsewhere(request.user, keeping=digest_in(request))
    update_session_auth_hash(request, person)
    toast(request, _("You are signed out everywhere else."))
    return go_to(request, reverse("people:signing_in"))


@members_only
@require_POST
def session_ending(request: Request, session: str) -> HttpResponse:
    """Sign out one browser."""
    found = get_object_or_404(Session.objects.of(request.user), pk=session)
    words = browser_in_words(found.browser)
    actions.end_session(found)
    toast(request, _("Signed out: %(browser)s.") % {"browser": words})
    return go_to(request, reverse("people:signing_in"))
