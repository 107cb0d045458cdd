"""A forgotten password, and a changed one."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from manyhands.demo.cast import PASSWORD
from manyhands.people.actions import deactivate_person

NEW = "the moon over the warehouse"


@pytest.fixture(autouse=True)
def no_memory_of_attempts(db):
    cache.clear()


def ask(client, email: str):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def bare(page: bytes) -> bytes:
    """Without the token that differs on each page."""
    return re.sub(
        rb'(csrf-token" content|csrfmiddlewaretoken" value|name="now" content)="[^"]*"', b"", page
    )


def link_in(mail) -> str:
    return re.search(r"http://localhost:8000(/account/password/reset/key/\S+)", mail.body)[1]


def test_a_link_in_a_mail_leads_to_a_new_password(cast, client, mailbox, deliver):
    ask(client, "nora@ferrow.example")
    deliver()
    form = client.get(link_in(mailbox[0]), follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True
    )
    deliver()

    assert "password is changed" in done.content.decode()
    cast.nora.refresh_from_db()
    assert cast.nora.check_password(NEW)
    assert mailbox[1].subject == "Your password was changed"


def test_the_mail_has_words_without_markup_and_a_name_of_its_own(cast, client, mailbox, deliver):
    ask(client, "nora@ferrow.example")
    deliver()

    assert "Hello Nora" in mailbox[0].body
    assert mailbox[0].alternatives[0].mimetype == "text/html"
    assert mailbox[0].extra_headers["Message-ID"].endswith("@localhost>")


def test_the_link_works_once(cast, client, mailbox, deliver):
    ask(client, "nora@ferrow.example")
    deliver()
    link = link_in(mailbox[0])
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert "has been used" in client.get(link, follow=True).content.decode()


def test_the_page_says_the_same_about_strangers_and_sends_them_nothing(
    cast, client, mailbox, deliver
):
    known = ask(client, "nora@ferrow.example").content
    unknown = ask(client, "nobody@elsewhere.example").content
    deliver()

    assert bare(known) == bare(unknown)
    assert [mail.to for mail in mailbox] == [["nora@ferrow.example"]]


def test_who_has_left_gets_no_link(cast, client, mailbox, deliver):
    deactivate_person(cast.nora, by=cast.pavel)
    ask(client, "nora@ferrow.example")
    deliver()

    assert mailbox == []


def test_changing_it_keeps_this_browser_in_and_ends_the_others(cast, client_for, mailbox, deliver):
    here, there = client_for(cast.nora), client_for(cast.nora)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    answer = here.post(reverse("account_change_password"), form)
    deliver()

    assert answer.headers["Location"] == reverse("people:signing_in")
    assert here.get(reverse("people:me")).status_code == 200
    assert there.get(reverse("people:me")).status_code == 302
    assert mailbox[0].subject == "Your password was changed"


@pytest.mark.parametrize(
    "form",
    [
        {"oldpassword": "wrong", "password1": NEW, "password2": NEW},
        {"oldpassword": PASSWORD, "password1": "short", "password2": "short"},
        {"oldpassword": PASSWORD, "password1": NEW, "password2": "another"},
        {"oldpassword": PASSWORD, "password1": "password1234", "password2": "password1234"},
        {},
    ],
)
def test_what_does_not_fit_changes_nothing(cast, client_for, form):
    answer = client_for(cast.nora).post(reverse("account_change_password"), form)

    assert b'class="errors"' in answer.content
    cast.nora.refresh_from_db()
    assert cast.nora.check_password(PASSWORD)


def test_the_link_bears_the_address_of_the_settings_whatever_the_browser_says(
    cast, client, mailbox, deliver
):
    ask_as_evil = {"email": "nora@ferrow.example"}
    client.post(reverse("account_reset_password"), ask_as_evil, headers={"host": "evil.example"})
    deliver()

    assert "evil.example" not in mailbox[0].body
    assert link_in(mailbox[0])
