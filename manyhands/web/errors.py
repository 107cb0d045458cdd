"""Pages for what went wrong: what happened, what was kept, what to do."""

from __future__ import annotations

import logging

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from .http import open_to_all, show

log = logging.getLogger(__name__)


@open_to_all
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "web/404.html", {}, fragment="notice", status=404)


@open_to_all
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(
        request, "web/refusal.html", {"reason": str(exception)}, fragment="notice", status=403
    )


@open_to_all
def failed(request: HttpRequest) -> HttpResponse:
    """Must not need the database: it may be what failed."""
    import sys

    away = isinstance(sys.exc_info()[1], OperationalError)
    from .templating import jinja

    page = jinja().get_template("web/503.html" if away else "web/500.html").render()
    return HttpResponse(page, status=503 if away else 500)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return show(request, "web/csrf.html", {}, fragment="notice", status=403)
