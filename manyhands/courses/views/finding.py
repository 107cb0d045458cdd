"""How the pages of this domain find what they show: 404 for what one may not know, 403 for what one may not do."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from manyhands.courses import rules
from manyhands.courses.models import Course
from manyhands.courses.queries import find_known
from manyhands.kernel.access import require
from manyhands.needs.models import Need
from manyhands.web.http import Request


def find_course(request: Request, course_id: int) -> Course:
    """Any course that the person can open in some way, with its authors."""
    course = find_known(course_id, request.user)
    if course is None:
        raise Http404
    return course


def find_written(request: Request, course_id: int) -> Course:
    """A course that the person writes."""
    course = find_course(request, course_id)
    require(rules.can_write(request.user, course))
    return course


def find_need(request: Request, need_id: str | int) -> Need:
    """A need in sight."""
    text = str(need_id)
    number = int(text) if text.isdecimal() and len(text) < 19 else 0
    return get_object_or_404(Need.objects.visible_to(request.user), pk=number)
