from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from manyhands.kernel.access import require
from manyhands.needs import actions, rules
from manyhands.needs.counts import forget_counts
from manyhands.needs.forms import NeedForm, first_words, groups_near
from manyhands.needs.models import Need
from manyhands.needs.reach import reach_of
from manyhands.web.http import Request, go_to, members_only, show

from .finding import find_need

LONGEST = 200


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """One sentence, and what is near it."""
    if request.method == "POST":
        form = NeedForm(request.POST, by=request.user)
        if form.is_valid():
            need = actions.declare_need(details=form.details, by=request.user)
            forget_counts(request.user)
            return go_to(request, need.get_absolute_url())
        return _show(request, form, status=422)
    words = request.GET.get("statement", "").replace("\x00", "").strip()[:LONGEST]
    return _show(request, NeedForm(initial={"statement": words}, by=request.user))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, need_id: int) -> HttpResponse:
    """Other words, another audience or date."""
    need = find_need(request, need_id)
    require(rules.can_change(request.user, need))
    if request.method == "POST":
        form = NeedForm(request.POST, by=request.user, need=need)
        if form.is_valid():
            actions.change_need(need, details=form.details, by=request.user)
            return go_to(request, need.get_absolute_url())
        return _show(request, form, status=422)
    initial = first_words(need, groups_near(request.user))
    return _show(request, NeedForm(initial=initial, by=request.user, need=need))


@members_only
@require_safe
def reach(request: Request) -> HttpResponse:
    """The button with the number of colleagues whom it would reach."""
    context = {"reach": reach_of(request.GET, request.user)}
    return show(request, "needs/reach.html", context, fragment="reach")


def _show(request: Request, form: NeedForm, *, status: int = 200) -> HttpResponse:
    need: Need | None = form.need
    chosen = request.POST if request.method == "POST" else None
    context = {"form": form, "need": need, "reach": reach_of(chosen, request.user) if chosen else 0}
    return show(request, "needs/ask.html", context, status=status)
