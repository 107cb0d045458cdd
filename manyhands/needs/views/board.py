from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from manyhands.needs.board import Wanted, page_of_board
from manyhands.needs.counts import counts_for
from manyhands.people.models import Topic
from manyhands.people.queries import named_groups
from manyhands.web.http import Request, members_only, show


@members_only
@require_safe
def board(request: Request) -> HttpResponse:
    """What hurts most here?"""
    wanted = Wanted.read(request.GET)
    rows, has_more = page_of_board(wanted, request.user)
    context = {
        "wanted": wanted,
        "rows": rows,
        "has_more": has_more,
        "counts": counts_for(request.user),
        "groups": named_groups({*request.user.circle, wanted.group or 0}),
        "topic": Topic.objects.filter(pk=wanted.topic).first() if wanted.topic else None,
        "picking": request.GET.get("pick", ""),
    }
    return show(request, "needs/board.html", context, fragment="rows")


@members_only
@require_safe
def cost(request: Request) -> HttpResponse:
    """How the cost of waiting is counted."""
    return show(request, "needs/cost.html", {}, fragment="explanation")
