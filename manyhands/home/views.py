from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manyhands.kernel.clock import now
from manyhands.web.http import Request, members_only, show

from . import queries
from .hour import acts_for, covers_all


@members_only
@require_GET
def home(request: Request) -> HttpResponse:
    person = request.user
    carry_on = queries.carry_on(person)
    context = {
        "here": "home",
        "greeting": greeting(),
        "waiting": queries.waits_for(person),
        "asked": queries.asked_by(person),
        "carry_on": carry_on,
        "could_answer": queries.could_answer(person),
        "new_courses": [] if carry_on else queries.new_courses(person)[:3],
    }
    return show(request, "home/home.html", context)


@members_only
@require_GET
def coach(request: Request) -> HttpResponse:
    """For coaches only: others do not know that it exists."""
    if not request.user.is_coach:
        raise Http404
    acts = acts_for(request.user)
    context = {
        "here": "coach",
        "acts": acts,
        "people": sum(act.people for act in acts),
        "covers_all": covers_all(request.user),
    }
    return show(request, "home/coach.html", context)


def greeting() -> str:
    hour = timezone.localtime(now()).hour
    if hour < 5:
        return _("Still awake")
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")
