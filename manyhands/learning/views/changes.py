from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from manyhands.courses.models import Course, Release
from manyhands.kernel.access import require
from manyhands.learning import rules
from manyhands.learning.actions.reading import enrolment_of
from manyhands.learning.changes import changes_of
from manyhands.learning.models import Enrolment
from manyhands.web.http import Request, go_to, members_only, show

from .finding import current_of, find_course


@members_only
@require_GET
def changes(request: Request, course_id: int) -> HttpResponse:
    """What changed since somebody read it."""
    course = find_course(request, course_id)
    upto = current_of(course)
    require(rules.can_open(request.user, course))
    enrolment = enrolment_of(request.user, course)
    since = _since(request, course, enrolment)
    if since is None:
        return go_to(request, course.get_absolute_url())
    page = changes_of(request, since, upto, enrolment)
    context = {
        "page": page,
        "course": course,
        "can_take": rules.can_take(request.user, course),
        "is_read": enrolment is not None and enrolment.finished_id == since.pk,
    }
    return show(request, "learning/changes.html", context)


def _since(request: Request, course: Course, enrolment: Enrolment | None) -> Release | None:
    """The release asked for, else the one read last, else the one before; None when there is no earlier one."""
    asked = request.GET.get("since", "")
    read = enrolment.finished.number if enrolment and enrolment.finished else None
    if asked and not (asked.isdecimal() and len(asked) < 6):
        raise Http404
    number = int(asked) if asked else read or course.release_count - 1
    if number >= course.release_count:
        return None
    known = Release.objects.filter(course=course, number=number)
    since = known.select_related("released_by").defer("document").first()
    if since is None and asked:
        raise Http404
    return since
