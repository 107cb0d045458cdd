from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from manyhands.courses import actions, rules
from manyhands.courses.intentions import INTENTIONS
from manyhands.kernel.access import require
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.links import url

from .finding import find_course, find_need


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Choose how to begin."""
    asked = request.POST if request.method == "POST" else request.GET
    need = find_need(request, asked["need"]) if asked.get("need") else None
    require(rules.can_start(request.user, need))
    if request.method == "POST":
        intention = request.POST.get("intention", "")
        course = actions.start_course(intention, need=need, by=request.user)
        return go_to(request, url("courses:draft", course.pk))
    return show(request, "courses/start.html", {"need": need, "intentions": INTENTIONS})


@members_only
@require_POST
def need(request: Request, course_id: int, need_id: int) -> HttpResponse:
    """This draft is being written for that need."""
    course = find_course(request, course_id)
    actions.link_need(course, find_need(request, need_id), by=request.user)
    return go_to(request, url("courses:draft", course.pk))
