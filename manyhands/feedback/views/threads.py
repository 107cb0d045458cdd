from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manyhands.feedback import actions, rules
from manyhands.feedback.models import Item
from manyhands.feedback.panel import thread_of
from manyhands.kernel.access import Refused, require
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import find_comment, find_item
from .replying import shown_again, taken_back


@members_only
@require_GET
def item(request: Request, item_id: int) -> HttpResponse:
    """One remark with everything said about it."""
    found = find_item(request, item_id)
    return _show(request, found)


@members_only
@require_POST
def comments(request: Request, item_id: int) -> HttpResponse:
    found = find_item(request, item_id)
    try:
        comment = actions.answer_item(found, text=request.POST.get("text", ""), by=request.user)
    except Refused as refusal:
        return _show(request, found, str(refusal))
    toast(request, _("Answered."), undo=url("feedback:comment_removal", comment.pk))
    return shown_again(request, find_item(request, item_id))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: Request, comment_id: int) -> HttpResponse:
    """Change one's words."""
    found = find_comment(request, comment_id)
    require(rules.can_change_comment(request.user, found))
    context = {"comment": found, "text": found.text, "error": ""}
    if request.method != "POST":
        return show(request, "feedback/comment.html", context, fragment="form")
    text = request.POST.get("text", "")
    try:
        actions.change_comment(found, text=text, by=request.user)
    except Refused as refusal:
        context |= {"text": text, "error": str(refusal)}
        return show(request, "feedback/comment.html", context, fragment="form", status=422)
    return go_to(request, found.item.get_absolute_url())


@members_only
@require_POST
def comment_removal(request: Request, comment_id: int) -> HttpResponse:
    found = find_comment(request, comment_id)
    actions.remove_comment(found, by=request.user)
    toast(request, _("Taken back."))
    return taken_back(request, found.item.get_absolute_url())


def _show(request: Request, found: Item, error: str = "") -> HttpResponse:
    context = {
        **thread_of(found, request.user),
        "place": request.GET.get("on", "") or request.POST.get("on", ""),
        "text": request.POST.get("text", ""),
        "error": error,
    }
    status = 422 if error else 200
    return show(request, "feedback/item.html", context, fragment="thread", status=status)
