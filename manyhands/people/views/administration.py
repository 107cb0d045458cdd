"""People and groups, for those who look after them; the organisation itself, for administrators."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.media.serving import send
from manyhands.people import actions, queries, rules
from manyhands.people.brand import stylesheet
from manyhands.people.forms import OrganisationForm
from manyhands.people.models import Group, Person
from manyhands.people.organisation import current_organisation
from manyhands.people.sections import ON_ADMINISTRATION, sections
from manyhands.web.http import (
    Request,
    administrators_only,
    go_to,
    members_only,
    open_to_all,
    show,
)
from manyhands.web.toasts import toast


@members_only
@require_safe
def administration(request: Request) -> HttpResponse:
    require(rules.can_change_groups(request.user))
    return _page(request)


@administrators_only
@require_POST
def organisation(request: Request) -> HttpResponse:
    """Its name, colour, logo, time zone."""
    form = OrganisationForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.change_organisation(**form.cleaned_data, by=request.user)
            if request.POST.get("remove_logo"):
                actions.remove_logo(by=request.user)
            return _kept(request)
        except Refused as reason:
            form.add_error("logo", str(reason))
    return _page(request, form=form, status=422)


@open_to_all
@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    """The organisation's colour as a stylesheet."""
    found = current_organisation()
    css, etag = stylesheet(found.colour if found else "")
    headers = {"ETag": etag, "Cache-Control": "max-age=60, must-revalidate"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers=headers)


@open_to_all
@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The organisation's logo: also for people at the door."""
    found = current_organisation()
    if found is None or found.logo is None:
        raise Http404
    return send(request, found.logo)


def _page(
    request: Request, *, form: OrganisationForm | None = None, status: int = 200
) -> HttpResponse:
    mine = Group.objects.order_by("name")
    is_administrator = request.user.is_administrator
    if not is_administrator:
        mine = mine.filter(pk__in=request.user.managed)
    waiting, _more = queries.waiting_invitations(request.user)
    context = {
        "form": form or (_organisation_form() if is_administrator else None),
        "branches": queries.tree(list(mine)),
        "administrators": Person.objects.administrators().order_by("name")
        if is_administrator
        else [],
        "left_count": Person.objects.filter(is_active=False).count() if is_administrator else 0,
        "waiting": waiting,
        "at": now(),
        "sections": sections(ON_ADMINISTRATION) if is_administrator else [],
    }
    return show(request, "people/administration.html", context, status=status)


def _organisation_form() -> OrganisationForm:
    found = current_organisation()
    fields = ("name", "time_zone", "colour")
    return OrganisationForm(initial={name: getattr(found, name) for name in fields})


def _kept(request: Request) -> HttpResponse:
    toast(request, _("Kept."))
    return go_to(request, reverse("people:administration"))
