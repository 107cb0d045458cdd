from __future__ import annotations

import pytest
from django.db import DataError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from manyhands.web.refusals import RefusalMiddleware

WORDS = {"statement": "open\x00 the gate"}


@pytest.fixture
def middleware(db):
    return RefusalMiddleware(lambda request: HttpResponse())


def test_what_no_database_can_write_down_is_said(middleware):
    request = RequestFactory().post("/needs/new/", WORDS)

    answer = middleware.process_exception(request, DataError("cannot contain NUL"))

    assert answer.status_code == 403
    assert "A character in it cannot be kept." in answer.content.decode()


def test_another_failure_is_not_mistaken_for_it(middleware):
    request = RequestFactory().post("/needs/new/", {"statement": "open the gate"})

    assert middleware.process_exception(request, DataError("too long")) is None


@pytest.mark.parametrize("address", ["/search/?q=a%00b", "/needs/?topic=%00", "/people/?q=%00"])
def test_looked_for_it_is_answered(cast, client_for, address):
    assert client_for(cast.nora).get(address).status_code in (200, 403, 404)


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/needs/new/", "http://testserver/needs/new/"),
        ("http://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_an_expired_form_is_led_back_to(cast, came_from, leads_to):
    client = Client(enforce_csrf_checks=True, headers={"Referer": came_from})
    client.force_login(cast.nora)

    answer = client.post("/needs/new/", {"statement": "open the gate"})

    assert answer.status_code == 403
    assert f'class="button is-first" href="{leads_to}"' in answer.text
