from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from manyhands.people.queries import people_by_id
from manyhands.web.http import Request, members_only, show

from . import words
from .actions import newest_figures
from .chart import draw


@members_only
@require_GET
def impact(request: Request) -> HttpResponse:
    snapshot = newest_figures()
    figures = snapshot.figures
    lag = figures["answered"]
    said_by = {hope["said_by"] for hope in figures["hopes"]} - {None}
    context = {
        "here": "impact",
        "words": words,
        "as_of": snapshot.computed_at,
        "since": datetime.fromisoformat(figures["since"]),
        "figures": figures,
        "lag": lag,
        "people": people_by_id(said_by),
        "chart": draw(lag["steps"], lag["median"]) if lag else None,
    }
    return show(request, "impact/impact.html", context)


@members_only
@require_GET
def how(request: Request) -> HttpResponse:
    """How the figures are made, for whoever wants to doubt them."""
    return show(request, "impact/how.html", {"here": "impact"})
