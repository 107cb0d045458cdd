"""Pages for what went wrong: what happened, what was kept, what to do."""

from __future__ import annotations

import errno
import logging
import sys
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from .http import open_to_all, show

log = logging.getLogger(__name__)

# How the two databases say that nothing more can be written: a full disk, or one that may only be read.
_FULL: Final = ("is full", "No space left", "could not extend file", "DiskFull")
_READ_ONLY: Final = ("readonly database", "read-only transaction")
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


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
    from .templating import jinja

    name, status = _page_for(sys.exc_info()[1])
    response = HttpResponse(jinja().get_template(name).render(request=request), status=status)
    if status == 503:
        response["Retry-After"] = "10"
    return response


def _page_for(error: BaseException | None) -> tuple[str, int]:
    """Which page says it, and with which status."""
    if cannot_write(error):
        return "web/full.html", 503
    if isinstance(error, (OperationalError, InterfaceError)):
        return "web/503.html", 503
    return "web/500.html", 500


def cannot_write(error: BaseException | None) -> bool:
    """Whether the disk is full or may only be read: all that is there can still be read."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    said = str(error)
    return isinstance(error, DatabaseError) and any(part in said for part in _FULL + _READ_ONLY)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is led back to: what was typed waits there."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        page = ""
    return show(request, "web/csrf.html", {"page": page}, fragment="notice", status=403)
