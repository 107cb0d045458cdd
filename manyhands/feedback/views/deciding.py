from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manyhands.feedback import actions, rules
from manyhands.feedback.actions.folding import where_it_stands, words_for
from manyhands.feedback.models import ItemKind
from manyhands.feedback.pins import title_of
from manyhands.kernel.access import Refused, require
from manyhands.web.http import Request, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import find_item
from .replying import shown_again, taken_back


@members_only
@require_POST
def plan(request: Request, item_id: int) -> HttpResponse:
    item = actions.plan_item(find_item(request, item_id), by=request.user)
    toast(request, _("Planned."), undo=url("feedback:undone", item.pk))
    return shown_again(request, item)


@members_only
@require_POST
def reopened(request: Request, item_id: int) -> HttpResponse:
    """Look at it again."""
    item = actions.reopen_item(find_item(request, item_id), by=request.user)
    return shown_again(request, item)


@members_only
@require_POST
def undone(request: Request, item_id: int) -> HttpResponse:
    """The undo of planning and declining."""
    item = actions.undo_decision(find_item(request, item_id), by=request.user)
    return taken_back(request, item.get_absolute_url())


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: Request, item_id: int) -> HttpResponse:
    """Leave the course as it is, and say why."""
    item = find_item(request, item_id)
    require(rules.can_move(request.user, item))
    reason = request.POST.get("reason", "")
    context = {"item": item, "title": title_of(item), "reason": reason, "error": ""}
    context |= {"place": request.GET.get("on", "") or request.POST.get("on", "")}
    context |= {"block": where_it_stands(item)}
    if request.method != "POST":
        return show(request, "feedback/decline.html", context, fragment="form")
    try:
        item = actions.decline_item(item, reason=reason, by=request.user)
    except Refused as refusal:
        context["error"] = str(refusal)
        return show(request, "feedback/decline.html", context, fragment="form", status=422)
    toast(request, _("Declined, with your reason."), undo=url("feedback:undone", item.pk))
    return shown_again(request, item)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def fold(request: Request, item_id: int) -> HttpResponse:
    """Put the answer's words into the draft."""
    item = find_item(request, item_id)
    require(rules.can_fold_in(request.user, item))
    place = request.GET.get("on", "") or request.POST.get("on", "")
    text = request.POST.get("text", "")
    answers = item.kind == ItemKind.QUESTION and item.answered_at is None
    context = {"item": item, "title": title_of(item), "place": place, "answers": answers}
    if request.method != "POST":
        context |= {"text": words_for(item), "error": ""}
        return show(request, "feedback/fold.html", context, fragment="form")
    try:
        item = actions.fold_in(item, text=text, by=request.user)
    except Refused as refusal:
        context |= {"text": text, "error": str(refusal)}
        return show(request, "feedback/fold.html", context, fragment="form", status=422)
    toast(request, _("It stands in the draft now; change it there as you like."))
    return shown_again(request, item)
