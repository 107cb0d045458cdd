from __future__ import annotations

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.urls import reverse
from pytest_django import Settings

from manyhands.web.styleguide import styleguide

pytestmark = pytest.mark.django_db


def test_every_component_can_be_drawn(rf: RequestFactory, settings: Settings) -> None:
    settings.DEMO = True
    page = styleguide(_request(rf)).content.decode()
    for title in ("Buttons", "The lag line", "A form", "In the margin", "The blocks of a course"):
        assert title in page


def test_no_inline_style_or_script(rf: RequestFactory, settings: Settings) -> None:
    settings.DEMO = True
    page = styleguide(_request(rf)).content.decode()
    assert " style=" not in page
    assert " onclick=" not in page
    assert "<script>" not in page


def test_a_real_installation_has_no_such_page(rf: RequestFactory, settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(Http404):
        styleguide(_request(rf))


def _request(rf: RequestFactory) -> HttpRequest:
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.messages.storage.cookie import CookieStorage

    request = rf.get(reverse("web:styleguide"))
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request
