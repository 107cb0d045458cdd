from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from manyhands.needs.board import Wanted, page_of_board
from manyhands.needs.counts import counts_for, forget_counts
from manyhands.needs.live import boards_for
from manyhands.needs.news import news_on_board
from manyhands.people.models import Topic
from manyhands.people.queries import named_groups
from manyhands.web.http import Request, back_to, members_only, show

from .finding import seen_until


@members_only
@require_safe
def board(request: Request) -> HttpResponse:
    """What hurts most here?"""
    wanted = Wanted.read(request.GET)
    board = page_of_board(wanted, request.user)
    context = {
        "wanted": wanted,
        "rows": board.rows,
        "has_more": board.has_more,
        "after": board.newest_entry,
        "news": "",
        "followed": " ".join(boards_for(request.user)),
        "counts": counts_for(request.user),
        "groups": named_groups({*request.user.circle, wanted.group or 0}),
        "topic": Topic.objects.filter(pk=wanted.topic).first() if wanted.topic else None,
        "picking": request.GET.get("pick", ""),
    }
    return show(request, "needs/board.html", context, fragment="rows")


@members_only
@require_safe
def news(request: Request) -> HttpResponse:
    """What others asked and did since the board was drawn: nothing moves on it until one asks to see it."""
    wanted = Wanted.read(request.GET)
    words = news_on_board(wanted, request.user, after=seen_until(request))
    if words:
        forget_counts(request.user)  # the heading says it, too, once it is shown
    context = {"wanted": wanted, "news": words}
    shown = partial(show, request, "needs/board.html", context, fragment="news")
    return back_to(request, wanted.but(), shown)


@members_only
@require_safe
def cost(request: Request) -> HttpResponse:
    """How the cost of waiting is counted."""
    return show(request, "needs/cost.html", {}, fragment="explanation")
