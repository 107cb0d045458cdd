from __future__ import annotations

from functools import partial
from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from manyhands.needs.experts import experts_for
from manyhands.needs.models import NeedState
from manyhands.needs.news import news_about
from manyhands.needs.queries import helpers_of, waiting_silently
from manyhands.needs.timeline import happenings
from manyhands.web.http import Request, back_to, members_only, show

from .finding import find_need, seen_until, show_need

MOST_NAMED: Final = 500


@members_only
@require_safe
def need(request: Request, need_id: int) -> HttpResponse:
    """Where does it stand, who moves next?"""
    return show_need(request, need_id)


@members_only
@require_safe
def news(request: Request, need_id: int) -> HttpResponse:
    """What others did since the page was drawn: asked when it says so, pushes nothing away."""
    found = find_need(request, need_id)
    news = news_about(found, request.user, after=seen_until(request))
    context = {"need": found, "news": news}
    shown = partial(show, request, "needs/need.html", context, fragment="news")
    return back_to(request, found.get_absolute_url(), shown)


@members_only
@require_safe
def history(request: Request, need_id: int) -> HttpResponse:
    """What happened, in sentences."""
    found = find_need(request, need_id)
    helpers = helpers_of(found) if found.state == NeedState.SOLVED else []
    lines = happenings(found, request.user)
    context = {"need": found, "happenings": lines, "helpers": helpers}
    return show(request, "needs/history.html", context, fragment="history")


@members_only
@require_safe
def backers(request: Request, need_id: int) -> HttpResponse:
    """Everybody who said "me too" and nothing more, by name."""
    found = find_need(request, need_id)
    people = waiting_silently(found, limit=MOST_NAMED)
    context = {"need": found, "people": people, "more": 0}
    return show(request, "needs/backers.html", context, fragment="backers")


@members_only
@require_safe
def experts(request: Request, need_id: int) -> HttpResponse:
    """Who could answer it."""
    found = find_need(request, need_id)
    context = {"need": found, "experts": experts_for(found, asked_by=request.user)}
    return show(request, "needs/experts.html", context, fragment="experts")
