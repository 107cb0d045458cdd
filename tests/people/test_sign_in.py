"""Signing in and out, and what happens when it is not to be."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from manyhands.demo.cast import PASSWORD
from manyhands.people.actions import deactivate_person, let_return, sign_out_elsewhere


@pytest.fixture(autouse=True)
def no_memory_of_attempts(db):
    cache.clear()


@pytest.fixture
def sign_in(client):
    def by(email: str, password: str = PASSWORD, **more: str):
        return client.post(reverse("account_login"), {"login": email, "password": password} | more)

    return by


def is_in(client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def test_with_the_right_password_she_is_in(cast, client, sign_in):
    answer = sign_in("NORA@ferrow.example")

    assert answer.headers["Location"] == "/"
    assert is_in(client)
    assert client.session.get_expiry_age() > 29 * 24 * 3600


def test_a_session_that_ended_brings_her_back_to_where_she_was(cast, client, sign_in):
    asked = client.get("/people/?q=leo")
    assert asked.headers["Location"] == "/account/login/?next=/people/%3Fq%3Dleo"

    page = client.get(asked.headers["Location"])
    assert 'name="next" value="/people/?q=leo"' in page.content.decode()
    assert (
        sign_in("nora@ferrow.example", next="/people/?q=leo").headers["Location"]
        == "/people/?q=leo"
    )


def test_she_is_never_led_to_another_site(cast, sign_in):
    assert sign_in("nora@ferrow.example", next="https://evil.example/").headers["Location"] == "/"


def test_wrong_address_and_wrong_password_are_told_in_the_same_words(cast, sign_in):
    pages = [
        sign_in(email, "wrong words in a row").content.decode().replace(email, "")
        for email in ("nora@ferrow.example", "nobody@ferrow.example")
    ]

    assert "do not fit together" in pages[0]
    without_token = [page.split("do not fit together")[1].split("csrf")[0] for page in pages]
    assert without_token[0] == without_token[1]


def test_guessing_is_slowed_down(cast, sign_in):
    answers = [sign_in("nora@ferrow.example", "wrong words in a row") for _ in range(7)]

    assert "Too many attempts" in answers[-1].content.decode()
    assert "Too many attempts" in sign_in("nora@ferrow.example").content.decode()


def test_a_flood_from_one_place_gets_a_page_of_its_own(cast, sign_in):
    answers = [sign_in(f"n{i}@ferrow.example", "wrong words in a row") for i in range(35)]

    assert answers[-1].status_code == 429 or "Too many" in answers[-1].content.decode()


def test_who_has_left_is_told_so_only_after_the_right_password(cast, client, sign_in):
    deactivate_person(cast.nora, by=cast.pavel)

    wrong = sign_in("nora@ferrow.example", "wrong words in a row").content.decode()
    assert "do not fit together" in wrong
    assert sign_in("nora@ferrow.example").headers["Location"] == reverse("account_inactive")
    assert "account is closed" in client.get(reverse("account_inactive")).content.decode()
    assert not is_in(client)


def test_leaving_ends_what_was_open_and_returning_does_not_bring_it_back(cast, client_for):
    open_page = client_for(cast.nora)
    assert is_in(open_page)

    deactivate_person(cast.nora, by=cast.pavel)
    assert not is_in(open_page)
    let_return(cast.nora, by=cast.pavel)
    assert not is_in(open_page)


def test_signing_out_elsewhere_leaves_this_browser_in(cast, client_for):
    here, there = client_for(cast.nora), client_for(cast.nora)

    assert here.post(reverse("people:my_sessions")).status_code == 303
    assert is_in(here)
    assert not is_in(there)


def test_everything_of_hers_can_be_ended_from_outside(cast, client_for):
    there = client_for(cast.nora)
    sign_out_elsewhere(cast.nora)

    assert not is_in(there)


def test_signing_out_leads_to_the_door(cast, client_for):
    client = client_for(cast.nora)

    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")
    assert not is_in(client)


@pytest.mark.parametrize("value", ["", "x" * 5000, "<script>alert(1)</script>", "a\x00b@c.example"])
def test_whatever_is_written_gets_a_page(cast, sign_in, value):
    page = sign_in(value, value)

    assert page.status_code == 200
    assert b"<script>alert" not in page.content
