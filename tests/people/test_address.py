"""Another address to sign in with: confirmed from there, told at the former one."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from manyhands.demo.cast import PASSWORD
from manyhands.kernel.access import Refused
from manyhands.people.actions import (
    address,
    ask_for_address,
    change_address,
    choose_password,
    take_back_address,
)

NEW = "nora@new.example"


@pytest.fixture
def nora(cast, client_for):
    cache.clear()
    client = client_for(cast.nora)
    client.post("/account/again/", {"password": PASSWORD})
    return client


def link_in(mail) -> str:
    return re.search(r"http://localhost:8000(/address/\S+)", mail.body)[1]


def sign_in(email: str):
    return Client().post(reverse("account_login"), {"login": email, "password": PASSWORD})


def test_it_counts_once_the_link_sent_there_is_opened(nora, cast, mailbox, deliver):
    assert nora.post("/me/address/", {"email": "Nora@New.example"}).status_code == 303
    deliver()
    assert mailbox[0].to == [NEW]
    assert sign_in(NEW).status_code == 200

    link = link_in(mailbox[0])
    assert NEW in nora.get(link).content.decode()
    assert nora.post(link).headers["Location"] == "/me/signing-in/"
    deliver()

    assert sign_in(NEW).status_code == 302
    assert sign_in("nora@ferrow.example").status_code == 200
    assert (mailbox[1].to, mailbox[1].subject) == (
        ["nora@ferrow.example"],
        "Your address was changed",
    )


def test_looking_at_the_link_changes_nothing_and_it_works_once(nora, cast, mailbox, deliver):
    ask_for_address(cast.nora, NEW, by=cast.nora)
    deliver()
    stranger, link = Client(), link_in(mailbox[0])
    stranger.get(link)
    cast.nora.refresh_from_db()
    assert cast.nora.email == "nora@ferrow.example"

    assert stranger.post(link).headers["Location"] == "/account/login/"
    assert stranger.post(link).status_code == 404


def test_whoever_sits_down_at_her_desk_is_asked_for_the_password_first(cast, client_for):
    for method in ("get", "post"):
        answer = getattr(client_for(cast.nora), method)("/me/address/", {"email": NEW})
        assert answer.headers["Location"].startswith("/account/again/")


def test_taken_back_the_link_opens_nothing(nora, cast, mailbox, deliver):
    nora.post("/me/address/", {"email": NEW})
    deliver()
    assert NEW in nora.get("/me/signing-in/").content.decode()
    nora.post("/me/address/withdrawn/")

    assert nora.get(link_in(mailbox[0])).status_code == 404


def test_a_link_is_good_for_the_address_it_was_sent_to_alone(cast, mailbox, deliver):
    ask_for_address(cast.nora, NEW, by=cast.nora)
    deliver()
    ask_for_address(cast.nora, "nora@other.example", by=cast.nora)

    assert Client().get(link_in(mailbox[0])).status_code == 404


def test_an_address_of_somebody_else_is_neither_told_nor_written_to(nora, cast, mailbox, deliver):
    assert nora.post("/me/address/", {"email": cast.leo.email}).status_code == 303
    deliver()

    assert mailbox == []
    with pytest.raises(Refused):
        change_address(cast.nora, cast.leo.email)


@pytest.mark.parametrize("email", ["", "nora", "a@b\x00.example", "nora@ferrow.example"])
def test_what_is_none_or_hers_already_is_said_at_the_field(nora, email):
    page = nora.post("/me/address/", {"email": email})

    assert page.status_code == 422
    assert b'class="errors"' in page.content


def test_an_administrator_does_it_for_her_and_still_she_confirms(
    cast, client_for, mailbox, deliver
):
    pavel = client_for(cast.pavel)
    pavel.post("/account/again/", {"password": PASSWORD})
    assert pavel.post(f"/people/{cast.nora.pk}/address/", {"email": NEW}).status_code == 303
    deliver()
    Client().post(link_in(mailbox[0]))

    cast.nora.refresh_from_db()
    assert cast.nora.email == NEW


@pytest.mark.parametrize("who", ["leo", "mei", "hana"])
def test_nobody_else_does(cast, who):
    by = getattr(cast, who)
    for act in (
        lambda: ask_for_address(cast.nora, NEW, by=by),
        lambda: take_back_address(cast.nora, by=by),
    ):
        with pytest.raises(Refused):
            act()


def test_a_new_password_ends_it_whoever_asked(nora, cast, mailbox, deliver):
    nora.post("/me/address/", {"email": NEW})
    deliver()

    choose_password(cast.nora, "another lorry full of words")

    assert Client().post(link_in(mailbox[0])).status_code == 404
    cast.nora.refresh_from_db()
    assert cast.nora.email == "nora@ferrow.example"


def test_no_more_than_five_letters_a_day_leave_at_ones_word(nora, cast, travel):
    for n in range(5):
        ask_for_address(cast.nora, f"nora{n}@new.example", by=cast.nora)

    answer = nora.post("/me/address/", {"email": NEW})
    assert answer.status_code == 422
    assert "enough for a day" in answer.content.decode()
    travel(days=1, minutes=1)
    assert ask_for_address(cast.nora, NEW, by=cast.nora)


def test_an_address_that_somebody_else_takes_in_the_same_moment_is_refused(cast, monkeypatch):
    monkeypatch.setattr(address, "_is_taken", lambda email, person: False)
    ask_for_address(cast.nora, cast.leo.email, by=cast.nora)

    with pytest.raises(Refused, match="Somebody else signs in"):
        change_address(cast.nora, cast.leo.email)
