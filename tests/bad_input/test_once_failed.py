"""Requests that once failed, found by ``bin/hostile``."""

from __future__ import annotations

import httpx
import pytest
from django.db import DataError

from manyhands.config.asgi import application
from manyhands.web.refusals import RefusalMiddleware

HTMX = {"HX-Request": "true"}
TOO_LARGE = 10**30


@pytest.mark.parametrize("part", ["photo", "portrait"])
def test_a_number_that_no_row_can_have_is_not_found(cast, client_for, part):
    answer = client_for(cast.nora).get(f"/people/{cast.leo.pk}/{part}/{TOO_LARGE}/")

    assert answer.status_code == 404


@pytest.mark.parametrize("way_back", ["https://[evil.example", "http://[::1"])
def test_a_way_back_that_is_no_address_leads_home(cast, client_for, way_back):
    answer = client_for(cast.nora).get("/account/login/", {"next": way_back})

    assert answer["Location"] == "/"


def test_a_part_of_a_group_that_is_none_is_the_page(cast, client_for):
    answer = client_for(cast.nora).get(f"/groups/{cast.north.pk}/", headers=HTMX)

    assert answer.status_code == 200


@pytest.mark.parametrize("number", [TOO_LARGE, "9" * 5000])
def test_a_number_in_a_form_that_no_row_can_have_names_nobody(cast, client_for, number):
    sent = {"people": [number], "role": "none"}

    answer = client_for(cast.pavel).post(f"/groups/{cast.north.pk}/members/", sent)

    assert answer.status_code == 422
    assert "Choose at least one person." in answer.content.decode()


@pytest.mark.parametrize("error", [OverflowError("too large"), DataError("out of range")])
def test_a_number_that_the_database_cannot_hold_is_refused_in_a_sentence(cast, rf, error):
    request = rf.post("/", {"number": TOO_LARGE})
    request.user, request.session, request._messages = cast.nora, {}, []

    answer = RefusalMiddleware(lambda _: None).process_exception(request, error)

    assert answer.status_code == 403
    assert "A number in it is too large." in answer.content.decode()
    assert RefusalMiddleware(lambda _: None).process_exception(rf.get("/"), error) is None


async def test_words_in_an_odd_alphabet_are_refused_before_anybody_reads_them():
    browser = httpx.AsyncClient(transport=httpx.ASGITransport(app=application))
    kind = {"content-type": "application/x-www-form-urlencoded; charset=rot13"}

    answer = await browser.post("http://localhost/account/login/", content=b"a=1", headers=kind)

    assert answer.status_code == 415
    assert "default-src 'none'" in answer.headers["content-security-policy"]
