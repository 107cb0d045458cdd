from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manyhands.journal.models import Delivery
from manyhands.needs.counts import counts_for, counts_seen
from manyhands.people.models import Person
from manyhands.web.http import (
    Request,
    administrators_only,
    back_to,
    go_to,
    members_only,
    open_to_all,
    show,
)
from manyhands.web.links import url
from manyhands.web.toasts import toast

from . import actions
from .digests import read_stop_token
from .forms import RhythmForm
from .models import Family, Mail, Notice, Rhythm
from .sentences import put_into_words

PAGE = 25


@members_only
@require_GET
def notices(request: Request) -> HttpResponse:
    fragment = "rows" if "page" in request.GET else "list"
    return show(request, "notifications/notices.html", _listed(request), fragment=fragment)


@members_only
@require_GET
def bell(request: Request) -> HttpResponse:
    """The count beside the bell. What is told of the page that is open needs no mark and no mail."""
    open_page = urlsplit(request.headers.get("HX-Current-URL", "")).path
    if open_page and open_page != url("home:home"):
        actions.read_on_page(open_page, by=request.user)
    unread = Notice.objects.unread().filter(person=request.user)[:100].count()
    seen = counts_seen(request.user)
    # A page says how many needs wait where that is known; where it is not, it comes along with this.
    open_needs = None if seen else counts_for(request.user).waiting
    context = {"unread": unread, "open_needs": open_needs}
    return show(request, "notifications/bell.html", context, fragment="bell")


@members_only
@require_GET
def notice(request: Request, notice_id: int) -> HttpResponse:
    """The link of a notice: marks it read and leads to the place."""
    found = get_object_or_404(Notice.objects.filter(person=request.user), pk=notice_id)
    actions.read_notice(found, by=request.user)
    return HttpResponseRedirect(found.url)


@members_only
@require_POST
def reading(request: Request) -> HttpResponse:
    actions.read_all(by=request.user)
    return back_to(
        request,
        url("notifications:notices"),
        lambda: show(request, "notifications/notices.html", _listed(request), fragment="list"),
    )


def _listed(request: Request) -> dict[str, Any]:
    own = Notice.objects.filter(person=request.user)
    page = Paginator(own.order_by("-id"), PAGE).get_page(request.GET.get("page"))
    return {"page": page, "told": put_into_words(page), "unread": own.unread().count()}


@members_only
@require_http_methods(["GET", "POST"])
def preferences(request: Request) -> HttpResponse:
    form = RhythmForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        for family, rhythm in form.cleaned_data.items():
            actions.choose_rhythm(family, rhythm, by=request.user)
        toast(request, _("Kept. Mails follow your choice from now on."))
        return go_to(request, url("notifications:preferences"))
    status = 422 if form.errors else 200
    return show(request, "notifications/preferences.html", {"form": form}, status=status)


@csrf_exempt
@open_to_all
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail itself, without signing in; mail programs post here with one click (RFC 8058)."""
    facts = read_stop_token(token)
    if facts is None:
        raise Http404
    person_id, families = facts
    person = get_object_or_404(Person, pk=person_id)
    done = request.method == "POST"
    if done:
        for family in families:
            actions.choose_rhythm(family, Rhythm.NEVER, by=person)
    named = [Family(family).label for family in families]
    return show(request, "notifications/unsubscribe.html", {"done": done, "families": named})


@members_only
@require_GET
def outbox(request: Request) -> HttpResponse:
    """In the demo nobody has a mailbox: here is what would have been sent."""
    if not settings.DEMO:
        raise Http404
    page = Paginator(Mail.objects.order_by("-id"), PAGE).get_page(request.GET.get("page"))
    return show(request, "notifications/outbox.html", {"page": page}, fragment="rows")


@members_only
@require_GET
def mail(request: Request, mail_id: int) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    return show(
        request, "notifications/outbox_mail.html", {"mail": get_object_or_404(Mail, pk=mail_id)}
    )


@administrators_only
@require_GET
def parked(request: Request) -> HttpResponse:
    """What failed eight times over a day and rests."""
    waiting = Delivery.objects.parked().select_related("entry").order_by("-id")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    fragment = "rows" if "page" in request.GET else "stuck"
    return show(request, "notifications/parked.html", {"page": page}, fragment=fragment)


@administrators_only
@require_POST
def another_try(request: Request, delivery_id: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery.objects.parked(), pk=delivery_id)
    actions.try_again(delivery, by=request.user)
    toast(request, _("It is tried again now."))
    return go_to(request, url("notifications:parked"))
