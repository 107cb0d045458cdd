"""After an act: the part of the page it was done on, drawn again."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpResponse
from django_htmx.http import HttpResponseClientRefresh, reswap, retarget, trigger_client_event

from manyhands.courses.models import Course, Release
from manyhands.feedback.models import Item
from manyhands.feedback.panel import head_of_inbox, panel_of, row_of, thread_of
from manyhands.feedback.pins import pins_in_order
from manyhands.feedback.queries import Wanted
from manyhands.feedback.remarks import margin_of
from manyhands.web.http import Request, go_to, is_partial, show
from manyhands.web.links import url


def shown_again(request: Request, item: Item) -> HttpResponse:
    """Where the act was done, as the form's field "on" says: margin, panel, inbox, or the thread itself."""
    place = request.POST.get("on", "")
    if not is_partial(request):
        return go_to(request, _page_of(item, place))
    if place == "margin" and item.course.current is not None:
        return margin_again(request, item.course, item.course.current)
    if place == "panel":
        context = panel_of(item.course, request.user)
        return _into(show(request, "feedback/panel.html", context, fragment="panel"), "#panel")
    if place == "inbox":
        head = head_of_inbox(_wanted(request), request.user)
        context = {"row": row_of(item, request.user), **head}
        answer = show(request, "feedback/row.html", context, fragment="row")
        return _into(answer, f"#item-{item.pk}")
    context = thread_of(item, request.user)
    return _into(show(request, "feedback/item.html", context, fragment="thread"), "#thread", False)


def _wanted(request: Request) -> Wanted:
    """How the inbox was filtered on which the act was done."""
    address = urlsplit(request.htmx.current_url_abs_path or "")
    return Wanted.read(dict(parse_qsl(address.query)))


def margin_again(request: Request, course: Course, release: Release, **extra: Any) -> HttpResponse:
    """The remarks beside the text; ``extra`` may hold a block whose words are marked now."""
    release.course = course
    context = {**margin_of(release, pins_in_order(release)), **extra}
    return _into(show(request, "feedback/margin.html", context, fragment="margin"), "#margin")


def taken_back(request: Request, address: str) -> HttpResponse:
    """After an undo the page shows itself anew."""
    return HttpResponseClientRefresh() if is_partial(request) else go_to(request, address)


def _into(answer: HttpResponse, target: str, closes: bool = True) -> HttpResponse:
    retarget(answer, target)
    reswap(answer, "outerHTML")
    return trigger_client_event(answer, "close-dialog") if closes else answer


def _page_of(item: Item, place: str) -> str:
    if place == "panel":
        return url("courses:draft", item.course_id)
    if place == "inbox":
        return url("feedback:inbox")
    if place == "margin":
        return f"{url('learning:course', item.course_id)}#item-{item.pk}"
    return item.get_absolute_url()
