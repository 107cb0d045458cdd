"""What ends a need, or opens it again. Each is a page of its own that also opens in the dialogue."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manyhands.kernel.access import require
from manyhands.kernel.text import numbers_in
from manyhands.needs import actions, rules
from manyhands.needs.counts import forget_counts
from manyhands.needs.forms import ReasonForm
from manyhands.needs.models import Need
from manyhands.needs.twins import twin_named, twins_of
from manyhands.people.models import Group
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import after, find_need, number_in, part_of_picker

LONGEST: Final = 200


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def declined(request: Request, need_id: int) -> HttpResponse:
    """A coach says no, and why."""
    need = find_need(request, need_id)
    require(rules.can_decline(request.user, need))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.decline_need(need, reason=form.cleaned_data["reason"], by=request.user)
        undo = url("needs:reopened", need_id, undo=1)
        toast(request, _("Declined. Everybody who waits reads why."), undo=undo)
        return _closed(request, need)
    context = {"need": need, "form": form}
    status = 422 if form.is_bound else 200
    return show(request, "needs/declined.html", context, fragment="declined", status=status)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawn(request: Request, need_id: int) -> HttpResponse:
    """Not needed any more."""
    need = find_need(request, need_id)
    if request.method == "POST":
        actions.withdraw_need(need, by=request.user)
        toast(request, _("Withdrawn. It no longer waits."))
        return _closed(request, need)
    require(rules.can_withdraw(request.user, need))
    return show(request, "needs/withdrawn.html", {"need": need}, fragment="withdrawn")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def merged(request: Request, need_id: int) -> HttpResponse:
    """The same need twice: join it with another."""
    need = find_need(request, need_id)
    if request.method == "POST":
        seen = Need.objects.visible_to(request.user)
        survivor = get_object_or_404(seen, pk=number_in(request.POST.get("survivor", "")))
        actions.merge_needs(need, into=survivor, by=request.user)
        toast(request, _("Joined. Who waited for it waits here now."))
        return _closed(request, survivor)
    require(rules.can_start_merging(request.user, need))
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    named = numbers_in([request.GET.get("with")])
    twins = twin_named(need, named[0], request.user) if named and not words else []
    twins = twins or twins_of(need, words, request.user)
    context = {"need": need, "words": words, "twins": twins}
    return show(request, "needs/merged.html", context, fragment=part_of_picker(request))


@members_only
@require_POST
def reopened(request: Request, need_id: int) -> HttpResponse:
    """It waits again."""
    need = find_need(request, need_id)
    actions.reopen_need(need, reason=request.POST.get("reason", ""), by=request.user)
    return after(request, need_id)


@members_only
@require_POST
def audience(request: Request, need_id: int) -> HttpResponse:
    """A coach takes their group out."""
    need = find_need(request, need_id)
    group = get_object_or_404(Group, pk=number_in(request.POST.get("group", "")))
    actions.take_group_out(need, group=group, by=request.user)
    return after(request, need_id)


def _closed(request: Request, need: Need) -> HttpResponse:
    forget_counts(request.user)
    return go_to(request, need.get_absolute_url())
