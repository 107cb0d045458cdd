from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from manyhands.courses import rules as courses
from manyhands.courses.models import Course
from manyhands.courses.queries import successor_of
from manyhands.courses.standing import standing_of
from manyhands.kernel.clock import today
from manyhands.learning import actions, rules
from manyhands.learning.actions.reading import enrolment_of
from manyhands.learning.reader import ReaderPage, page_of
from manyhands.web.http import Request, members_only, show

from .finding import current_of, find_course, find_release


@members_only
@require_GET
def course(request: Request, course_id: int) -> HttpResponse:
    """The text as it stands now. Opening it is kept: it is where one goes on."""
    found = find_course(request, course_id)
    if found.current is None and courses.can_write(request.user, found):
        return redirect("courses:draft", found.pk)
    current = current_of(found)
    if not rules.can_open(request.user, found):
        return _show_ended(request, found)
    enrolment = actions.open_course(current, by=request.user)
    return _show(request, page_of(request, current, enrolment))


@members_only
@require_GET
def release(request: Request, course_id: int, number: int) -> HttpResponse:
    """One edition, as it was."""
    found = find_release(request, course_id, number)
    if not rules.can_open(request.user, found.course):
        return _show_ended(request, found.course)
    enrolment = enrolment_of(request.user, found.course)
    return _show(request, page_of(request, found, enrolment))


@members_only
@require_POST
def position(request: Request, course_id: int) -> HttpResponse:
    """Where somebody is; asked by the page itself while one reads."""
    found = find_course(request, course_id)
    actions.keep_position(found, request.POST.get("block", ""), by=request.user)
    return HttpResponse(status=204)


def _show_ended(request: Request, course: Course) -> HttpResponse:
    context = {"course": course, "successor": successor_of(course, request.user)}
    return show(request, "learning/ended.html", context)


def _show(request: Request, page: ReaderPage) -> HttpResponse:
    return show(request, "learning/course.html", context_of(request, page))


def context_of(request: Request, page: ReaderPage) -> dict[str, Any]:
    return {
        "page": page,
        "course": page.course,
        "release": page.release,
        "end": page.end,
        "coauthors": [coauthor.person for coauthor in page.course.coauthors.all()],
        "successor": successor_of(page.course, request.user),
        "standing": standing_of(page.course, today()),
        "can_write": courses.can_write(request.user, page.course),
    }
