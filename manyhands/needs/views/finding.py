"""What every view of a need begins and ends with."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django_htmx.http import HttpResponseClientRefresh, retarget, trigger_client_event

from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.text import numbers_in
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
    about = Entry.objects.filter(subject_type=Need._meta.label_lower, subject_id=OuterRef("pk"))
    newest = Subquery(about.order_by("-pk").values("pk")[:1])
    return Need.objects.select_related("declarer").annotate(newest_entry=newest).filter(pk=pk)


def show_need(request: Request, pk: int) -> HttpResponse:
    """The page, or for htmx all of it below the shell; what stands apart on it is then asked for anew."""
    page = NeedPage(find_need(request, pk), request.user)
    context = {"page": page, "need": page.need, "after": page.newest_entry, "news": ""}
    answer = show(request, "needs/need.html", context, fragment="need")
    if is_partial(request):
        trigger_client_event(answer, "live:shown", {"target": "body"})
    return answer


def after(request: Request, pk: int) -> HttpResponse:
    """After an act: the changed need; after an undoing by a toast that stood elsewhere, that page anew."""
    forget_counts(request.user)
    if "undo" in request.GET and is_partial(request):
        if not is_on_its_page(request, pk):
            return HttpResponseClientRefresh()
        answer = retarget(show_need(request, pk), "#need")
        answer.headers["HX-Reswap"] = "outerMorph"
        return answer
    return back_to(request, url("needs:need", pk), lambda: _show_and_close(request, pk))


def _show_and_close(request: Request, pk: int) -> HttpResponse:
    """The act may have been done in the dialogue."""
    return trigger_client_event(show_need(request, pk), "close-dialog")


def is_on_its_page(request: Request, pk: int) -> bool:
    """Whether htmx asks from the page of this need, or from the dialogue that is open on it."""
    page = urlsplit(request.htmx.current_url_abs_path or "").path if is_partial(request) else ""
    return page == url("needs:need", pk)


def swapping(request: Request, pk: int, action: str) -> dict[str, str]:
    """What lets a form in the dialogue change the need behind it, and keep what is half typed there."""
    if not is_on_its_page(request, pk):
        return {}
    return {"hx-post": action, "hx-target": "#need", "hx-swap": "outerMorph"}


def require_valid(form: forms.Form) -> None:
    """Raise Refused with the form's first complaint; for forms of one or two fields that stand on a page."""
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])


def number_in(value: str) -> int:
    """The id that a form sent; what cannot be one is nothing that exists."""
    if not (value.isascii() and value.isdecimal()) or len(value) > 18:
        raise Http404
    return int(value)


def seen_until(request: Request) -> int:
    """The newest entry of the journal when the page that asks for news was drawn."""
    return max(numbers_in([request.GET.get("after")]), default=0)


def part_of_picker(request: Request) -> str:
    """While one types, what is found; before that, all that the dialogue holds."""
    return "found" if "q" in request.GET else "picking"
