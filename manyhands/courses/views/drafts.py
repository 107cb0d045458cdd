from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from manyhands.courses import queries, rules
from manyhands.courses.audience import audience_of
from manyhands.courses.checklist import may_release
from manyhands.courses.export import as_json, as_markdown
from manyhands.courses.forms import HALF_A_YEAR
from manyhands.courses.intentions import guide_for
from manyhands.courses.models import Course, Release
from manyhands.courses.preview import preview_of
from manyhands.courses.readiness import check_draft, draft_of, is_as_released
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import today
from manyhands.media.models import Asset
from manyhands.media.storing import store_file, store_image
from manyhands.web.http import Request, back_to, members_only, show
from manyhands.web.links import url

from .finding import find_written

GUIDE_CLOSED: Final = "guide_closed"


@members_only
@require_GET
def draft(request: Request, course_id: int) -> HttpResponse:
    """Where a course is written, together."""
    course = find_written(request, course_id)
    needs = queries.needs_seen_by(course, request.user)
    context = {
        "course": course,
        "needs": needs,
        "waiting_count": sum(need.waiting_count for need in needs if need.is_waiting),
        "coauthors": [coauthor.person for coauthor in course.coauthors.all()],
        "guide": _guide(request, course),
        "can_invite": rules.can_invite(request.user, course),
    }
    return show(request, "courses/draft.html", context, fragment="writers")


@members_only
@require_GET
def checklist(request: Request, course_id: int) -> HttpResponse:
    """What is still to do before a release; asked again whenever words were saved."""
    course = find_written(request, course_id)
    # On the release page the day of the next look is asked beside it.
    check_on = today() + HALF_A_YEAR if request.GET.get("dated") else course.check_on
    audience = audience_of(course)
    draft = draft_of(course)
    checks = check_draft(course, draft, audience=audience, check_on=check_on)
    context = {"course": course, "checks": checks, "is_ready": may_release(checks)}
    context["is_as_released"] = is_as_released(course, draft)
    return show(request, "courses/checklist.html", context, fragment="checklist")


@members_only
@require_GET
def preview(request: Request, course_id: int) -> HttpResponse:
    """Exactly as learners will see it."""
    course = find_written(request, course_id)
    context = {"course": course, "preview": preview_of(course)}
    return show(request, "courses/preview.html", context)


@members_only
@require_GET
def download(request: Request, course_id: int) -> HttpResponse:
    """The draft as a file that is read without us."""
    course = find_written(request, course_id)
    document = draft_of(course).document
    is_json = request.GET.get("as") == "json"
    text = as_json(document) if is_json else as_markdown(document)
    kind, ending = ("application/json", "json") if is_json else ("text/markdown", "md")
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="course-{course.pk}.{ending}"'
    return response


@members_only
@require_POST
def uploads(request: Request, course_id: int) -> HttpResponse:
    """A picture or file that the editor puts into the draft; where a picture stands, nothing else can."""
    course = find_written(request, course_id)
    sent = request.FILES.get("file")
    if sent is None:
        return JsonResponse({"error": _("No file arrived. Try again.")}, status=400)
    try:
        store = store_image if request.POST.get("as") == "picture" else store_file
        asset = store(sent, scope=course.room_key, by=request.user)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    return JsonResponse(_as_json(asset), status=201)


@members_only
@require_POST
def guide(request: Request, course_id: int) -> HttpResponse:
    """Close the guide for the rest of this session."""
    course = find_written(request, course_id)
    request.session[GUIDE_CLOSED] = True
    return back_to(request, url("courses:draft", course.pk), lambda: HttpResponse(""))


def _guide(request: Request, course: Course) -> dict[str, Any] | None:
    """Five sentences for somebody who has never released anything."""
    if request.session.get(GUIDE_CLOSED) or course.release_count:
        return None
    if Release.objects.filter(released_by=request.user).exists():
        return None
    found = guide_for(course.intention)
    return {"name": found.name, "sentences": found.guide}


def _as_json(asset: Asset) -> dict[str, Any]:
    return {
        "id": asset.pk,
        "url": asset.url,
        "width": asset.width,
        "height": asset.height,
        "name": asset.name,
        "kind": asset.kind,
    }
