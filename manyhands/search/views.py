from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from manyhands.web.http import Request, members_only, show

from .find import EVERYTHING, PAGE, find
from .models import DocumentKind
from .results import in_groups, near_ones, present

MOST: Final = 60
PALETTE: Final = 8
NEAR: Final = 4
LONGEST: Final = 200


@members_only
@require_GET
def search(request: Request) -> HttpResponse:
    asked = _asked(request, "q")
    kind = request.GET.get("kind", "")
    kinds = (kind,) if kind in EVERYTHING else EVERYTHING
    limit = MOST if "all" in request.GET else PAGE
    results = present(find(asked, by=request.user, kinds=kinds, limit=limit + 1))
    context = {
        "asked": asked,
        "kind": kind if kind in EVERYTHING else "",
        "kinds": DocumentKind.choices,
        "results": results[:limit],
        "has_more": len(results) > limit,
        "is_all": limit == MOST,
    }
    return show(request, "search/search.html", context, fragment="results")


@members_only
@require_GET
def palette(request: Request) -> HttpResponse:
    """What Ctrl K shows while one types."""
    asked = _asked(request, "q")
    results = present(find(asked, by=request.user, limit=PALETTE))
    context = {"asked": asked, "groups": in_groups(results)}
    return show(request, "search/palette.html", context, fragment="rows")


@members_only
@require_GET
def near(request: Request) -> HttpResponse:
    """Beside "I need to…": needs and courses that may be the same, while one types."""
    asked = _asked(request, "statement")
    kinds = (DocumentKind.NEED, DocumentKind.COURSE)
    found = find(asked if len(asked) >= 3 else "", by=request.user, kinds=kinds, limit=NEAR)
    context = {"asked": asked, "near": near_ones(present(found), by=request.user)}
    return show(request, "search/near.html", context, fragment="near")


def _asked(request: Request, name: str) -> str:
    return request.GET.get(name, "").strip()[:LONGEST]
