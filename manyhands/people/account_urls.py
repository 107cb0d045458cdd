"""The few of django-allauth's pages that we open, under the names it looks for, each saying who may."""

from __future__ import annotations

from allauth.account import views
from django.urls import path, re_path

from manyhands.web.http import members_only, open_to_all

urlpatterns = [
    path("login/", open_to_all(views.login), name="account_login"),
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
]
