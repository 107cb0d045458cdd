"""What each kind of answer lets a browser do, whoever sends it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import Any

import httpx
import pytest
from django.conf import settings

from tests.factories_courses import a_course

KINDS = {
    "page": "/needs/",
    "page for strangers": "/account/login/",
    "missing page": "/nothing/",
    "hidden page": "/courses/99/",
    "refused page": "/administration/",
    "style": "/brand.css",
    "static": "/static/favicon.svg",
    "missing static": "/static/nothing.css",
    "refused stream": "/live/events?topics=nothing",
    "missing stream": "/live/nothing",
}


@pytest.fixture
def answers(transactional_db, cast, client_for) -> dict[str, httpx.Response]:
    """One of each kind, for Nora, from the whole entry point."""
    from manyhands.config.asgi import application

    a_course(cast.salma)
    cookie = client_for(cast.nora).cookies[settings.SESSION_COOKIE_NAME].value

    async def ask() -> dict[str, httpx.Response]:
        transport = httpx.ASGITransport(app=application, raise_app_exceptions=False)
        names: dict[str, Any] = {settings.SESSION_COOKIE_NAME: cookie}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost:8000", cookies=names
        ) as client:
            found = {kind: await client.get(path) for kind, path in KINDS.items()}
            return found | {"forged form": await client.post("/me/settings/", data={"name": "x"})}

    return asyncio.run(ask())


def test_each_allows_nothing_that_it_did_not_bring(answers):
    for kind, answer in answers.items():
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        assert "*" not in policy, kind


def test_each_is_what_it_says_and_for_us_alone(answers):
    for kind, answer in answers.items():
        assert answer.headers["x-content-type-options"] == "nosniff", kind
        assert answer.headers["referrer-policy"] == "same-origin", kind
        assert answer.headers["cross-origin-resource-policy"] == "same-origin", kind
        assert "server" not in answer.headers, kind


def test_pages_are_kept_by_nobody(answers):
    for kind in ("page", "page for strangers", "missing page", "hidden page", "refused page"):
        assert "no-store" in answers[kind].headers["cache-control"], kind
        assert "cross-origin-opener-policy" in answers[kind].headers, kind
        assert "camera=()" in answers[kind].headers["permissions-policy"], kind


def test_on_a_safe_line_browsers_are_told_to_stay_on_it(settings, request):
    settings.SECURE_HSTS_SECONDS = 31536000

    for kind, answer in request.getfixturevalue("answers").items():
        assert answer.headers["strict-transport-security"] == "max-age=31536000", kind


def test_a_failure_has_the_same_headers(client, cast, monkeypatch):
    def fail(request: object) -> None:
        raise ValueError("on purpose")

    monkeypatch.setattr("manyhands.people.views.administration.current_organisation", fail)
    client.raise_request_exception = False
    answer = client.get("/brand.css")

    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "on purpose" not in answer.content.decode()


def test_cookies_are_for_this_host_and_no_script():
    """In a process of its own: the settings are read once."""
    code = (
        "import django; from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {"MANYHANDS_URL": "https://learn.example", "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["__Host-session", "__Host-csrf", *["True"] * 4, "Lax"]
