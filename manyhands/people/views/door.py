"""Coming in: the first page of an installation, and the page a letter leads to."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from manyhands.kernel.access import Refused, Verdict
from manyhands.people import actions, queries, rules
from manyhands.people.backend import BACKEND
from manyhands.people.forms import FirstRunForm, NewPasswordForm
from manyhands.people.models import Invitation, Person
from manyhands.web.http import go_to, open_to_all, show


@open_to_all
@never_cache
def first_run(request: HttpRequest) -> HttpResponse:
    """Make the organisation and its first administrator, once."""
    if not rules.can_start_organisation():
        return redirect("account_login")
    form = FirstRunForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        person = actions.start_organisation(
            **{key: form.cleaned_data[key] for key in FirstRunForm.field_order}
        )
        return _come_in(request, person)
    return show(request, "people/first_run.html", {"form": form})


@open_to_all
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in an invitation leads."""
    found = Invitation.objects.by_token(token).select_related("invited_by", "group").first()
    if found is None:
        return show(request, "people/invitation_lost.html", {"invitation": None}, status=404)
    if request.user.is_authenticated and found.accepted_by_id == request.user.pk:
        return go_to(
            request, settings.LOGIN_REDIRECT_URL
        )  # the form was sent twice: the first one let her in
    verdict = rules.can_accept(found)
    if not verdict or request.user.is_authenticated:
        return _lost(request, found, verdict)
    form = NewPasswordForm(_sent(request), initial={"name": found.name})
    form.address = found.email
    if request.method == "POST" and form.is_valid():
        return _accept(request, found, form)
    return show(request, "people/invitation.html", _invited(found, form))


def _accept(request: HttpRequest, found: Invitation, form: NewPasswordForm) -> HttpResponse:
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    try:
        person = actions.accept_invitation(found, name=name, password=password)
    except Refused as reason:
        form.add_error(None, str(reason))
        return show(request, "people/invitation.html", _invited(found, form))
    return _come_in(request, person)


def _lost(request: HttpRequest, found: Invitation, verdict: Verdict) -> HttpResponse:
    context = {"invitation": found, "reason": verdict.reason}
    return show(request, "people/invitation_lost.html", context, status=200 if verdict else 410)


def _invited(found: Invitation, form: NewPasswordForm) -> dict[str, object]:
    return {"invitation": found, "form": form, "around": queries.faces_around(found.group)}


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _come_in(request: HttpRequest, person: Person) -> HttpResponse:
    login(request, person, backend=BACKEND)
    return go_to(request, settings.LOGIN_REDIRECT_URL)
