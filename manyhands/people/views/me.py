"""Oneself: own page, settings, and what is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manyhands.kernel.access import Refused
from manyhands.kernel.clock import today
from manyhands.people import actions, queries
from manyhands.people.copies import copy_for
from manyhands.people.forms import PhotoForm, ProfileForm
from manyhands.people.organisation import current_organisation
from manyhands.web.http import Request, go_to, members_only, open_to_all, show
from manyhands.web.toasts import toast

from .profile import page_of


@members_only
@require_safe
def me(request: Request) -> HttpResponse:
    return page_of(request, request.user)


@members_only
def settings(request: Request) -> HttpResponse:
    form = _profile_form(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.change_person(request.user, **form.cleaned_data)
        return _kept(request)
    return _settings(request, form=form)


@members_only
@require_POST
def photo(request: Request) -> HttpResponse:
    """Another photo, or none."""
    if request.POST.get("remove"):
        actions.remove_photo(request.user)
        return _kept(request)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.change_photo(request.user, form.cleaned_data["photo"])
            return _kept(request)
        except Refused as reason:
            form.add_error("photo", str(reason))
    return _settings(request, photo_form=form)


@members_only
@require_POST
def topics(request: Request) -> HttpResponse:
    """What I can explain, what I want to learn."""
    explain, learn = request.POST.getlist("explain"), request.POST.getlist("learn")
    try:
        actions.set_topics(request.user, explain=explain, learn=learn)
    except Refused as reason:
        return _settings(request, topics_error=str(reason), explain=explain, learn=learn)
    return _kept(request)


@open_to_all
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, and who sees it; also for those who think about coming in."""
    return show(request, "people/kept.html", {})


@members_only
@require_safe
def my_copy(request: Request) -> HttpResponse:
    """Everything that is kept about oneself, to take along."""
    name = f"{slugify(request.user.name) or 'me'}-{today().isoformat()}.zip"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""
    }
    headers["Cache-Control"] = "no-store"
    return HttpResponse(copy_for(request.user), content_type="application/zip", headers=headers)


def _profile_form(request: Request, data: QueryDict | None = None) -> ProfileForm:
    organisation = current_organisation()
    return ProfileForm(
        data,
        initial={name: getattr(request.user, name) for name in ProfileForm.base_fields},
        common_zone=organisation.time_zone if organisation else "UTC",
    )


def _settings(request: Request, **context: object) -> HttpResponse:
    explains, learns = queries.topics_of(request.user)
    known = {
        "form": context.pop("form", None) or _profile_form(request),
        "photo_form": PhotoForm(),
        "topics_error": "",
        "explain": [topic.name for topic in explains],
        "learn": [topic.name for topic in learns],
        "pairs": _pairs,
    }
    status = 422 if request.method == "POST" else 200
    return show(request, "people/settings.html", known | context, status=status)


def _kept(request: Request) -> HttpResponse:
    toast(request, _("Kept."))
    return go_to(request, reverse("people:settings"))


def _pairs(names: list[str]) -> list[tuple[str, str]]:
    """Options whose value is the word itself."""
    return [(name, name) for name in names]
