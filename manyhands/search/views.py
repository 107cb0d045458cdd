from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from manyhands.web.http import Request, members_only, show

from .find import EVERYTHING, find
from .models import DocumentKind
from .results import present

PALETTE = 8
NEAR = 4


@members_only
@require_GET
def search(request: Request) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("kind", "")
    kinds = (kind,) if kind in EVERYTHING else EVERYTHING
    hits = find(asked, by=request.user, kinds=kinds)
    context = {
        "asked": asked,
        "kind": kind,
        "kinds": DocumentKind.choices,
        "results": present(hits, asked),
    }
    return show(request, "search/search.html", context, fragment="results")


@members_only
@require_GET
def palette(request: Request) -> HttpResponse:
    """What Ctrl K shows while one types."""
    asked = request.GET.get("q", "").strip()[:200]
    results = present(find(asked, by=request.user, limit=PALETTE), asked)
    return show(
        request, "search/palette.html", {"asked": asked, "results": results}, fragment="options"
    )


@members_only
@require_GET
def near(request: Request) -> HttpResponse:
    """Beside "I need to…": needs and courses that may be the same, while one types."""
    asked = request.GET.get("statement", "").strip()[:200]
    kinds = (DocumentKind.NEED, DocumentKind.COURSE)
    enough = len(asked) >= 3
    hits = find(asked, by=request.user, kinds=kinds, limit=NEAR) if enough else []
    context = {"asked": asked, "results": present(hits, asked)}
    return show(request, "search/near.html", context, fragment="near")
