"""The few of django-allauth's pages that we open, under the names it looks for, each saying who may."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.http import HttpResponse
from django.urls import path, re_path, reverse
from django.views.decorators.http import require_safe

from manyhands.web.http import Request, go_to, members_only, open_to_all

from .queries import second_step_of
from .throttling import throttled


@members_only
@require_safe
def _signing_in(request: Request) -> HttpResponse:
    """Where allauth leads to when it has switched something: our page tells of it among the rest."""
    return go_to(request, reverse("people:signing_in"))


def _switch_on(request: Request) -> HttpResponse:
    """Who has it on and comes "back" here meets our page: allauth would ask whether to switch it off."""
    if second_step_of(request.user).is_on:
        return go_to(request, reverse("people:signing_in"))
    answer: HttpResponse = totp.activate_totp(request)
    return answer


urlpatterns = [
    path("login/", open_to_all(throttled(views.login)), name="account_login"),
    path("login/code/", open_to_all(throttled(second_step.authenticate)), name="mfa_authenticate"),
    path("logout/", open_to_all(views.logout), name="account_logout"),
    path("inactive/", open_to_all(views.account_inactive), name="account_inactive"),
    path("password/", members_only(views.password_change), name="account_change_password"),
    path("password/reset/", open_to_all(views.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        open_to_all(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        open_to_all(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        open_to_all(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("again/", members_only(throttled(views.reauthenticate)), name="account_reauthenticate"),
    path(
        "again/code/",
        members_only(throttled(second_step.reauthenticate)),
        name="mfa_reauthenticate",
    ),
    path(
        "second-step/",
        _signing_in,
        name="mfa_index",
    ),
    path("second-step/on/", members_only(throttled(_switch_on)), name="mfa_activate_totp"),
    path("second-step/off/", members_only(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "second-step/codes/",
        members_only(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-step/codes/new/",
        members_only(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
