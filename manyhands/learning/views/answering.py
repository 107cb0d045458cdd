from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manyhands.courses.blocks import Answer, AnswerError, Refusal, is_required
from manyhands.courses.models import Release, ReleaseBlock
from manyhands.courses.queries import find_block
from manyhands.learning import actions
from manyhands.learning.actions.reading import enrolment_of
from manyhands.learning.answers import standing_answers
from manyhands.learning.reader import end_of, question
from manyhands.web.http import Request, go_to, is_partial, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import find_release


@members_only
@require_POST
def responses(request: Request, course_id: int, number: int, block_id: str) -> HttpResponse:
    """Answer a question; what was chosen is explained at once."""
    release = find_release(request, course_id, number)
    row = find_block(release, block_id)
    if row is None:
        raise Http404
    options, text = request.POST.getlist("option"), request.POST.get("text", "")
    try:
        response = actions.respond(release, block_id, options=options, text=text, by=request.user)
    except AnswerError as error:
        return _show_refused(request, release, row, Refusal(str(error), Answer(text=text)))
    return _show(request, release, row, Answer.from_json(response.answer))


@members_only
@require_POST
def completion(request: Request, course_id: int) -> HttpResponse:
    """ "I have read it", or from the changes: "I am up to date"."""
    release = find_release(request, course_id, _number(request, "release"))
    if since := _number(request, "since"):
        known = get_object_or_404(Release, course=release.course, number=since)
        actions.catch_up(release, since=known, by=request.user)
        toast(request, _("You are up to date."))
        return go_to(request, _here(release, "end"))
    enrolment = actions.finish_course(release, by=request.user)
    if not is_partial(request):
        return go_to(request, _here(release, "end"))
    context = {"end": end_of(release, enrolment), "is_just_now": True}
    return show(request, "learning/course.html", context, fragment="end")


def _show(request: Request, release: Release, row: ReleaseBlock, answer: Answer) -> HttpResponse:
    if not is_partial(request):
        return _back(request, release, row)
    enrolment = enrolment_of(request.user, release.course)
    context = {
        "question": question(request, release, row, answer),
        "end": end_of(release, enrolment) if is_required(row.node) else None,
    }
    return show(request, "learning/question.html", context, fragment="question")


def _show_refused(
    request: Request, release: Release, row: ReleaseBlock, refusal: Refusal
) -> HttpResponse:
    """The question says itself why, with what was answered before and what was written now."""
    if not is_partial(request):
        toast(request, refusal.words)
        return _back(request, release, row)
    before = standing_answers(enrolment_of(request.user, release.course), [row]).get(row.block_id)
    asked = question(request, release, row, before, refusal)
    context = {"question": asked, "end": None}
    return show(request, "learning/question.html", context, fragment="question", status=422)


def _back(request: Request, release: Release, row: ReleaseBlock) -> HttpResponse:
    return go_to(request, _here(release, f"block-{row.block_id}"))


def _here(release: Release, place: str) -> str:
    """The page that was answered on: the current text, or that edition."""
    course = release.course
    if release.pk == course.current_id:
        return f"{url('learning:course', course.pk)}#{place}"
    return f"{url('learning:release', course.pk, release.number)}#{place}"


def _number(request: Request, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0
