"""What a view needs: who may open it, one page or one fragment of it, and the way back after a post."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from .templating import render_block, render_page

if TYPE_CHECKING:
    from manyhands.people.models import Person  # a type only: this floor does not know the people

P = ParamSpec("P")


class Request(HttpRequest):
    """A request from a signed-in person."""

    user: Person
    htmx: HtmxDetails


def members_only(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For signed-in people. Others are asked to sign in and come back to where they were."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    guarded.access = "members"  # type: ignore[attr-defined]
    return guarded


def administrators_only(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For the organisation's administrators; others get a 404, as if nothing were here."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        from django.http import Http404

        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not getattr(request.user, "is_administrator", False):
            raise Http404
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    guarded.access = "administrators"  # type: ignore[attr-defined]
    return guarded


def open_to_all(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For everybody, signed in or not: said aloud, so that it is never an oversight."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs)

    opened.access = "all"  # type: ignore[attr-defined]
    return opened


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, or for an htmx request only its block ``fragment``."""
    if fragment and is_partial(request):
        return HttpResponse(render_block(request, template, fragment, context), status=status)
    return HttpResponse(render_page(request, template, context), status=status)


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page (not for a whole one by a boosted link)."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx) and not (htmx and (htmx.boosted or htmx.history_restore_request))


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """After a post: to another page, also when htmx posted."""
    if is_partial(request):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url, status=303)


def back_to(request: HttpRequest, url: str, fragment: Callable[[], HttpResponse]) -> HttpResponse:
    """After a post: the changed fragment for htmx, the page it belongs to for a plain form."""
    return fragment() if is_partial(request) else go_to(request, url)


def _where_they_are(request: HttpRequest) -> str:
    """The page to come back to: not the fragment it asked for, not what it posted to."""
    if request.method == "GET" and not is_partial(request):
        return request.get_full_path()
    return request.headers.get("HX-Current-URL") or request.headers.get("Referer", "/")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    answer = redirect_to_login(_where_they_are(request))
    if not is_partial(request):
        return answer
    # By its status a form knows that nothing has arrived, and keeps its words.
    away = HttpResponseClientRedirect(answer.url)
    away.status_code = 401
    return away
