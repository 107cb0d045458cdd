from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from manyhands.kernel.access import require
from manyhands.learning import rules
from manyhands.learning.responses import answers_to
from manyhands.web.http import Request, members_only, show

from .finding import current_of, find_course


@members_only
@require_GET
def answers(request: Request, course_id: int) -> HttpResponse:
    """What people answered, for the authors."""
    course = find_course(request, course_id)
    require(rules.can_see_answers(request.user, course))
    found = answers_to(current_of(course))
    return show(request, "learning/answers.html", {"course": course, "questions": found})
