"""Did it help, and how far has the number come?"""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manyhands.needs import actions
from manyhands.needs.actions import CheckInAnswer
from manyhands.needs.forms import ReadingForm, ReplyForm
from manyhands.needs.models import Reply
from manyhands.web.http import Request, members_only
from manyhands.web.toasts import toast

from .finding import after, find_need, require_valid


@members_only
@require_POST
def replies(request: Request, need_id: int) -> HttpResponse:
    """Yes, partly, no, or not read yet."""
    need = find_need(request, need_id)
    form = ReplyForm(request.POST)
    require_valid(form)
    answer = CheckInAnswer(**form.cleaned_data)
    actions.reply_about(need, answer=answer, by=request.user)
    if answer.reply == Reply.NOT_READ:
        toast(request, _("You are asked when you have read it."))
    else:
        toast(request, _("Thank you. Its authors read what you said."))
    return after(request, need_id)


@members_only
@require_POST
def readings(request: Request, need_id: int) -> HttpResponse:
    """A number said by somebody who waited."""
    need = find_need(request, need_id)
    form = ReadingForm(request.POST)
    require_valid(form)
    actions.read_effect(need, value=form.cleaned_data["value"], by=request.user)
    return after(request, need_id)
