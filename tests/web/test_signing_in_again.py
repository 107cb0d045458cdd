"""Whose session ended comes back to the page they were on."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def next_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["next"][0]


def test_a_page_is_come_back_to(cast):
    answer = Client().get("/needs/?state=open")

    assert next_of(answer["Location"]) == "/needs/?state=open"


def test_a_fragment_leads_back_to_the_page_that_asked_for_it(cast):
    page = "http://testserver/needs/new/"
    answer = Client().get(
        "/needs/new/reach/", headers={"HX-Request": "true", "HX-Current-URL": page}
    )

    assert answer.status_code == 401
    assert next_of(answer["HX-Redirect"]) == page
