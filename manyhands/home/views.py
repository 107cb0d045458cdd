from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from manyhands.courses import actions as courses
from manyhands.courses import rules
from manyhands.courses.models import Course
from manyhands.courses.queries import QUIET_DAYS
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.kernel.text import numbers_in
from manyhands.needs import actions as needs
from manyhands.needs.actions import CheckInAnswer
from manyhands.needs.models import CheckIn, Need, NeedPair, Nomination, Reply
from manyhands.notifications.models import Notice
from manyhands.people.models import Person
from manyhands.web.http import Request, back_to, go_to, is_partial, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .forms import LetterForm
from .hour import acts_for, groups_of
from .letters import first_words
from .queries import today_of


@members_only
@require_GET
def home(request: Request) -> HttpResponse:
    return _show_home(request)


@members_only
@require_GET
def news(request: Request) -> HttpResponse:
    """Whether something came since the page was shown: asked when it says so, pushes nothing away."""
    since = request.GET.get("since", "")
    moment = int(since) if since.isdecimal() and len(since) < 11 else 0
    newer = Notice.objects.unread().filter(person=request.user, told_at__gt=_at(moment)).count()
    context = {"since": moment, "newer": newer}
    shown = partial(show, request, "home/home.html", context, fragment="news")
    return back_to(request, url("home:home"), shown)


@members_only
@require_POST
def nomination(request: Request, nomination_id: int) -> HttpResponse:
    """ "I can", or "can't", right where one reads that one was named."""
    asked = get_object_or_404(Nomination, pk=nomination_id, nominee=request.user)
    if request.POST.get("decision") == "accept":
        needs.accept_nomination(asked, by=request.user)
        undo = url("needs:offers_withdrawn", asked.need_id)
        toast(request, _("You offered. Those who wait are told in half a minute."), undo=undo)
    else:
        needs.decline_nomination(asked, by=request.user)
        toast(request, _("They are told, politely, that you can’t now."))
    return back_to(request, url("home:home"), lambda: _show_home(request))


@members_only
@require_POST
def reply(request: Request, checkin_id: int) -> HttpResponse:
    """Yes, partly or no, to "did it solve your need?"."""
    asked = get_object_or_404(CheckIn.objects.waiting(), pk=checkin_id, person=request.user)
    said = request.POST.get("reply", "")
    needs.reply_to_checkin(asked, answer=CheckInAnswer(reply=said), by=request.user)
    if said == Reply.YES:
        toast(request, _("Thank you. Those who helped are told."))
    else:
        toast(request, _("Thank you. On the page of the need you can say what is missing."))
    return back_to(request, url("home:home"), lambda: _show_home(request))


@members_only
@require_GET
def coach(request: Request) -> HttpResponse:
    """For coaches only: others do not know that it exists."""
    return _show_hour(request)


@members_only
@require_POST
def introduction(request: Request, need_id: int) -> HttpResponse:
    """A coach asks somebody who knows, on behalf of those who wait."""
    _require_coach(request)
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=need_id)
    who = numbers_in(request.POST.getlist("nominee"))
    person = get_object_or_404(Person.objects.active(), pk=who[-1] if who else 0)
    needs.nominate(need, nominee=person, by=request.user)
    toast(request, _("%(name)s is asked.") % {"name": person.name})
    return back_to(request, url("home:coach"), lambda: _show_hour(request))


@members_only
@require_POST
def pair(request: Request, pair_id: int) -> HttpResponse:
    """Two needs that look the same are not: they are not proposed again."""
    _require_coach(request)
    found = get_object_or_404(NeedPair.objects.select_related("one", "other"), pk=pair_id)
    if "undo" in request.GET:
        needs.propose_again(found, by=request.user)
        return (
            HttpResponseClientRefresh()
            if is_partial(request)
            else go_to(request, url("home:coach"))
        )
    needs.keep_apart(found, by=request.user)
    toast(
        request, _("They stay two. Nobody is asked again."), undo=url("home:pair", pair_id, undo=1)
    )
    return back_to(request, url("home:coach"), lambda: _show_hour(request))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, course_id: int) -> HttpResponse:
    """A coach writes to a keeper: help with a draft that sleeps, or please look at it again."""
    course = _kept_in_care(request, course_id)
    form = LetterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        courses.write_to_keeper(course, words=form.cleaned_data["words"], by=request.user)
        toast(request, _("%(name)s is told, with your words.") % {"name": course.keeper.name})
        return go_to(request, url("home:coach"))
    require(rules.can_write_to_keeper(request.user, course))
    form.initial = {"words": first_words(course, request.user)}
    context = {"course": course, "form": form, "quiet_days": QUIET_DAYS}
    status = 422 if form.is_bound else 200
    return show(request, "home/letter.html", context, fragment="letter", status=status)


def _show_home(request: Request) -> HttpResponse:
    context = {
        "here": "home",
        "greeting": greeting(),
        "today": today_of(request.user),
        "since": int(now().timestamp()),
        "newer": 0,
    }
    return show(request, "home/home.html", context, fragment="today")


def _show_hour(request: Request) -> HttpResponse:
    _require_coach(request)
    groups = groups_of(request.user)
    acts = acts_for(request.user, groups)
    context = {
        "here": "coach",
        "acts": acts,
        "people": sum(act.people for act in acts),
        "covers_all": groups is None,
    }
    return show(request, "home/coach.html", context, fragment="hour")


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _kept_in_care(request: Request, course_id: int) -> Course:
    """Of a keeper in this coach's groups; others do not know that it exists."""
    course = get_object_or_404(Course.objects.select_related("keeper"), pk=course_id)
    if not rules.can_know_its_keeping(request.user, course):
        raise Http404
    return course


def _require_coach(request: Request) -> None:
    if not request.user.is_coach:
        raise Http404


def greeting() -> str:
    hour = timezone.localtime(now()).hour
    if hour < 5:
        return _("Still awake")
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")
