"""Waiting too, and answering: me too, offers, nominations, "this already answers it"."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manyhands.kernel.access import Refused
from manyhands.needs import actions
from manyhands.needs.answers import answers_named, answers_near, find_answer
from manyhands.needs.board import row_of
from manyhands.needs.forms import BackingForm
from manyhands.needs.giving_back import read_token, token_of
from manyhands.needs.models import Nomination
from manyhands.people.choosing import told_apart
from manyhands.people.models import Person
from manyhands.people.queries import people_named
from manyhands.web.http import Request, is_partial, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import after, find_need, number_in, part_of_picker, require_valid, swapping

LONGEST: Final = 80


@members_only
@require_POST
def backings(request: Request, need_id: int) -> HttpResponse:
    """ "Me too"; with ``again``, a withdrawal is undone."""
    need = find_need(request, need_id)
    if token := request.GET.get("again"):
        given = read_token(token, need=need, person=request.user)
        actions.back_need(
            need, reason=given.reason, needed_by=given.needed_by, since=given.since, by=request.user
        )
        return after(request, need_id)
    form = BackingForm(request.POST)
    require_valid(form)
    actions.back_need(need, **form.cleaned_data, by=request.user)
    undo = url("needs:backings_withdrawn", need_id, undo=1)
    toast(request, _("You wait too. You are told what becomes of it."), undo=undo)
    return _row_or_page(request, need_id, is_backed=True)


@members_only
@require_POST
def backings_withdrawn(request: Request, need_id: int) -> HttpResponse:
    """Wait no longer."""
    need = find_need(request, need_id)
    gone = actions.withdraw_backing(need, by=request.user)
    if gone is not None:
        undo = url("needs:backings", need_id, again=token_of(gone), undo=1)
        toast(request, _("You no longer wait for it."), undo=undo)
    return _row_or_page(request, need_id, is_backed=False)


@members_only
@require_POST
def offers(request: Request, need_id: int) -> HttpResponse:
    need = find_need(request, need_id)
    actions.offer_answer(need, note=request.POST.get("note", ""), by=request.user)
    undo = url("needs:offers_withdrawn", need_id, undo=1)
    toast(request, _("You offered. Those who wait are told in half a minute."), undo=undo)
    return after(request, need_id)


@members_only
@require_POST
def offers_withdrawn(request: Request, need_id: int) -> HttpResponse:
    need = find_need(request, need_id)
    if actions.withdraw_offer(need, by=request.user):
        undo = url("needs:offers", need_id, undo=1)
        toast(request, _("Your offer is taken back."), undo=undo)
    return after(request, need_id)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def nominations(request: Request, need_id: int) -> HttpResponse:
    """Who knows this? Name them."""
    need = find_need(request, need_id)
    if request.method == "POST":
        nominee = _person(request.POST.get("nominee", ""))
        actions.nominate(
            need, nominee=nominee, reason=request.POST.get("reason", ""), by=request.user
        )
        toast(request, _("%(name)s is asked.") % {"name": nominee.name})
        return after(request, need_id)
    swap = swapping(request, need_id, url("needs:nominations", need_id))
    context = {"need": need, "swap": swap, **_people(request)}
    return show(request, "needs/nominations.html", context, fragment=part_of_picker(request))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: Request, need_id: int, nomination_id: int) -> HttpResponse:
    """You were named: yes, not now, or somebody else."""
    need = find_need(request, need_id)
    asked = get_object_or_404(
        need.nominations.select_related("nominated_by"), pk=nomination_id, nominee=request.user
    )
    if request.method == "POST":
        _reply(request, asked)
        return after(request, need_id)
    swap = swapping(request, need_id, url("needs:nomination", need_id, nomination_id))
    context = {"need": need, "nomination": asked, "swap": swap, **_people(request)}
    return show(request, "needs/nomination.html", context, fragment=part_of_picker(request))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: Request, need_id: int) -> HttpResponse:
    """Which course answers it already?"""
    need = find_need(request, need_id)
    if request.method == "POST":
        answer = find_answer(number_in(request.POST.get("answer_id", "")), request.user)
        if answer is None:
            raise Refused(_("This course is not open to you, or is gone."))
        actions.propose_answer(need, answer=answer, by=request.user)
        return after(request, need_id)
    words = _words(request)
    answers = answers_named(words, request.user) if words else answers_near(need, request.user)
    swap = swapping(request, need_id, url("needs:proposals", need_id))
    context = {"need": need, "words": words, "answers": answers, "swap": swap}
    return show(request, "needs/proposals.html", context, fragment=part_of_picker(request))


@members_only
@require_POST
def proposal(request: Request, need_id: int, proposal_id: int) -> HttpResponse:
    """Does it answer it?"""
    need = find_need(request, need_id)
    found = get_object_or_404(need.proposals, pk=proposal_id)
    if request.POST.get("decision") == "confirm":
        actions.confirm_answer(found, by=request.user)
    else:
        actions.refuse_answer(found, by=request.user)
    return after(request, need_id)


def _row_or_page(request: Request, need_id: int, *, is_backed: bool) -> HttpResponse:
    """From the board the same row; else the need."""
    if not (request.POST.get("from") == "board" and is_partial(request)):
        return after(request, need_id)
    need = find_need(request, need_id)
    row = row_of(need, request.user, is_backed=is_backed)
    return show(request, "needs/row.html", {"row": row}, fragment="row")


def _reply(request: Request, asked: Nomination) -> None:
    words, decision = request.POST.get("reply", ""), request.POST.get("decision", "")
    if decision == "accept":
        actions.accept_nomination(asked, reply=words, by=request.user)
    elif decision == "decline":
        actions.decline_nomination(asked, reply=words, by=request.user)
        toast(request, _("Thank you for saying so. Nothing more is expected of you."))
    else:
        to = _person(request.POST.get("to", ""))
        actions.pass_on_nomination(asked, to=to, reply=words, by=request.user)
        toast(request, _("%(name)s is asked.") % {"name": to.name})


def _person(value: str) -> Person:
    person: Person | None = Person.objects.filter(pk=number_in(value)).first()
    if person is None:
        raise Refused(_("Choose somebody by name."))
    return person


def _people(request: Request) -> dict[str, object]:
    words = _words(request)
    found = told_apart(people_named(words), request.user) if words else []
    return {"words": words, "people": found}


def _words(request: Request) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
