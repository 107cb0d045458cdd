from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from manyhands.courses import rules
from manyhands.feedback import queries
from manyhands.feedback.news import moment_of_page, read_mark
from manyhands.feedback.panel import head_of_inbox, panel_of, row_of
from manyhands.feedback.queries import Wanted
from manyhands.kernel.access import require
from manyhands.web.http import Request, back_to, members_only, show
from manyhands.web.links import url

from .finding import find_course


@members_only
@require_GET
def inbox(request: Request) -> HttpResponse:
    """What was said about all that this person writes: who waits first."""
    wanted = Wanted.read(request.GET.dict())
    found = queries.inbox_of(request.user, wanted)
    context = {
        "rows": [row_of(item, request.user, can_move=True) for item in found.items],
        "has_more": found.has_more,
        **head_of_inbox(wanted, request.user),
        "since": moment_of_page(),
        "newer": 0,
    }
    return show(request, "feedback/inbox.html", context)


@members_only
@require_GET
def inbox_news(request: Request) -> HttpResponse:
    """How much was said since the inbox was shown: asked when it says so, pushes nothing away."""
    since = read_mark(request.GET.get("since", ""))
    newer = queries.said_since(request.user, since) if since else 0
    shown = partial(show, request, "feedback/inbox.html", {"newer": newer}, fragment="news")
    return back_to(request, url("feedback:inbox"), shown)


@members_only
@require_GET
def course(request: Request, course_id: int) -> HttpResponse:
    """Everything said about one course, also what is done, declined or gone from the text."""
    found = find_course(request, course_id)
    wanted = Wanted.read(request.GET.dict())
    said = queries.said_about(found, request.user, wanted)
    may_write = found.is_written_by(request.user)
    context = {
        "course": found,
        "wanted": wanted,
        "rows": [row_of(item, request.user, can_move=may_write) for item in said.items],
        "has_more": said.has_more,
    }
    return show(request, "feedback/course.html", context)


@members_only
@require_GET
def panel(request: Request, course_id: int) -> HttpResponse:
    """What waits, beside the draft."""
    found = find_course(request, course_id)
    require(rules.can_write(request.user, found))
    return show(request, "feedback/panel.html", panel_of(found, request.user), fragment="panel")
