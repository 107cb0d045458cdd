"""What every view of a need begins and ends with."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django_htmx.http import HttpResponseClientRefresh

from manyhands.kernel.access import Refused
from manyhands.kernel.kept_queries import kept_query
from manyhands.needs import rules
from manyhands.needs.counts import forget_counts
from manyhands.needs.models import Need
from manyhands.needs.page import NeedPage
from manyhands.web.http import Request, back_to, is_partial, show
from manyhands.web.links import url


def find_need(request: Request, pk: int) -> Need:
    """Among those that exist as far as this person is concerned."""
    found = _with_declarer(pk)
    if not found or not rules.can_see(request.user, found[0]):
        raise Http404
    return found[0]


@kept_query
def _with_declarer(pk: int) -> QuerySet[Need]:
    return Need.objects.select_related("declarer").filter(pk=pk)


def show_need(request: Request, pk: int) -> HttpResponse:
    """The page, or for htmx all of it below the shell."""
    page = NeedPage(find_need(request, pk), request.user)
    return show(request, "needs/need.html", {"page": page, "need": page.need}, fragment="need")


def after(request: Request, pk: int) -> HttpResponse:
    """After an act: the changed need; after an undoing, wherever the toast stood, the page anew."""
    forget_counts(request.user)
    if "undo" in request.GET and is_partial(request):
        return HttpResponseClientRefresh()
    return back_to(request, url("needs:need", pk), lambda: show_need(request, pk))


def require_valid(form: forms.Form) -> None:
    """Raise Refused with the form's first complaint; for forms of one or two fields that stand on a page."""
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])


def number_in(value: str) -> int:
    """The id that a form sent; what cannot be one is nothing that exists."""
    if not (value.isascii() and value.isdecimal()) or len(value) > 18:
        raise Http404
    return int(value)


def part_of_picker(request: Request) -> str:
    """While one types, what is found; before that, all that the dialogue holds."""
    return "found" if "q" in request.GET else "picking"
