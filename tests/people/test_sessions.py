"""The browsers in which somebody is signed in: listed, and ended one by one."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from manyhands.demo.cast import PASSWORD
from manyhands.journal.models import Entry
from manyhands.people.actions import give_password
from manyhands.people.browsers import browser_in_words
from manyhands.people.models import Session
from manyhands.people.sessions import SessionStore, digest_of, forget_expired
from manyhands.web.live.session import person_by_session

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"
PAGE = "/me/signing-in/"


@pytest.fixture
def browsers(cast):
    """Nora at her desk, and on her phone."""
    both = Client(headers={"user-agent": FIREFOX}), Client(headers={"user-agent": PHONE})
    for browser in both:
        browser.force_login(cast.nora)
        browser.get(PAGE)  # a test's own way in sends no browser; a page does
        browser.get("/me/")
    return both


def key_of(client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_in(client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def end(client, other):
    return client.post(reverse("people:session_ending", args=[digest_of(key_of(other))]))


def test_each_is_told_in_words_and_this_one_first(cast, client):
    for agent in (PHONE, FIREFOX):
        client = Client(headers={"user-agent": agent})
        client.post(
            reverse("account_login"),
            {"login": cast.nora.email, "password": "a lorry full of good words"},
        )

    page = client.get(PAGE).content.decode()

    assert page.index("Firefox on Linux") < page.index("this one") < page.index("Safari on iPhone")
    assert "127.0.0.1" in page


def test_one_is_ended_and_the_others_stay(browsers):
    desk, phone = browsers

    assert end(desk, phone).headers["Location"] == PAGE
    assert is_in(desk)
    assert not is_in(phone)


def test_what_is_open_in_it_hears_nothing_more(browsers):
    desk, phone = browsers
    assert person_by_session(key_of(phone)) is not None

    end(desk, phone)

    assert person_by_session(key_of(phone)) is None


def test_nobody_ends_somebody_else_s(browsers, cast, client_for):
    assert end(client_for(cast.leo), browsers[0]).status_code == 404
    assert is_in(browsers[0])


def test_signing_out_elsewhere_takes_the_others_off_the_list(browsers, cast):
    browsers[0].post(reverse("people:my_sessions"))

    assert Session.objects.of(cast.nora).count() == 1
    assert is_in(browsers[0])


def test_a_password_from_outside_ends_them_all(browsers, cast):
    give_password(cast.nora, "the moon over the warehouse")

    assert not Session.objects.of(cast.nora).exists()


def test_the_table_opens_nothing(browsers):
    assert key_of(browsers[0]) not in set(Session.objects.values_list("pk", flat=True))


def test_its_key_is_another_once_she_is_in(cast, client):
    client.get(reverse("account_login"))
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    client.post(
        reverse("account_login"),
        {"login": cast.nora.email, "password": "a lorry full of good words"},
    )

    assert key_of(client) != before
    assert not Session.objects.filter(pk=digest_of(before)).exists()


def test_use_is_noted_now_and_then_and_costs_ordinary_pages_nothing(
    browsers, travel, django_assert_num_queries
):
    row = Session.objects.get(pk=digest_of(key_of(browsers[0])))
    with django_assert_num_queries(2):  # the session, the person
        browsers[0].get("/styleguide/")
    travel(hours=1)
    browsers[0].get("/me/")

    assert Session.objects.get(pk=row.pk).used_at > row.used_at
    assert Session.objects.get(pk=row.pk).signed_in_at == row.signed_in_at


def test_one_ended_elsewhere_while_its_use_is_noted_is_no_fault(browsers, travel, monkeypatch):
    _desk, phone = browsers
    travel(minutes=20)

    def ended_meanwhile(store):
        Session.objects.filter(pk=digest_of(key_of(phone))).delete()
        return "", ""

    monkeypatch.setattr(SessionStore, "_whence", ended_meanwhile)

    assert phone.get("/me/").status_code == 200
    assert not is_in(phone)


def test_what_is_over_is_forgotten(browsers, cast):
    Session.objects.of(cast.nora).update(expire_date="2020-01-01T00:00:00Z")
    assert not is_in(browsers[0])

    forget_expired()

    assert not Session.objects.of(cast.nora).exists()


@pytest.mark.parametrize(
    ("called", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (PHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537 Edg/120",
            "Edge on Windows",
        ),
        ("curl/8.5", "curl"),
        ("", "A browser that does not say its name"),
    ],
)
def test_a_browser_is_named_as_people_name_it(called, words):
    assert browser_in_words(called) == words


def test_an_administrator_signs_somebody_out_everywhere(cast, browsers, client_for):
    pavel = client_for(cast.pavel)
    pavel.post("/account/again/", {"password": PASSWORD})
    page = f"/people/{cast.nora.pk}/"
    assert "Sign them out everywhere" in pavel.get(page).content.decode()

    answer = pavel.post(f"{page}sessions/", follow=True)

    assert "is signed out everywhere." in answer.content.decode()
    assert not any(map(is_in, browsers))
    assert person_by_session(key_of(browsers[0])) is None
    assert Entry.objects.filter(kind="people.sessions.ended", actor_id=cast.pavel.pk).exists()


def test_an_administrator_says_again_who_they_are_before(cast, browsers, client_for):
    answer = client_for(cast.pavel).post(f"/people/{cast.nora.pk}/sessions/")

    assert answer.headers["Location"].startswith("/account/again/")
    assert all(map(is_in, browsers))


@pytest.mark.parametrize("who", ["mei", "leo"])
def test_nobody_else_signs_others_out(cast, browsers, client_for, who):
    answer = client_for(getattr(cast, who)).post(f"/people/{cast.nora.pk}/sessions/")

    assert answer.status_code == 403
    assert all(map(is_in, browsers))


def test_ones_own_are_ended_in_the_settings(cast, client_for):
    pavel = client_for(cast.pavel)

    assert pavel.post(f"/people/{cast.pavel.pk}/sessions/").status_code == 403
    assert "Sign them out" not in pavel.get(f"/people/{cast.pavel.pk}/").content.decode()
