"""Where the operator wants it, an administrator switches the second step on before anything else."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import settings as site
from django.core.cache import cache

from manyhands.demo.cast import PASSWORD
from manyhands.people.models import Session
from manyhands.web.live.session import person_by_session

from .test_second_step import NOW, ON, switch_on


@pytest.fixture(autouse=True)
def obliged(db, settings, monkeypatch):
    cache.clear()
    settings.ADMINISTRATORS_NEED_SECOND_STEP = True
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([NOW]))


@pytest.fixture
def pavel(cast, client_for):
    client = client_for(cast.pavel)
    client.post("/account/again/", {"password": PASSWORD})
    return client


def follows_live(client) -> bool:
    """Whether open pages and drafts hear of anything."""
    return person_by_session(client.cookies[site.SESSION_COOKIE_NAME].value) is not None


@pytest.mark.parametrize(
    "path", ["/", "/needs/", "/people/", "/administration/", "/me/", "/search/?q=a"]
)
def test_every_page_leads_to_it(pavel, path):
    answer = pavel.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (303, ON)


def test_what_is_sent_is_not_done(pavel, cast):
    pavel.post("/needs/new/", {"statement": "go on all the same", "audience": "everybody"})
    pavel.post(f"/people/{cast.nora.pk}/sessions/")

    assert Session.objects.of(cast.pavel).exists()
    assert not cast.pavel.declared_needs.exists()


def test_a_part_of_a_page_leads_the_whole_page_there(pavel):
    assert pavel.get("/needs/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == ON


def test_the_page_says_why(pavel):
    assert "Administrators need it" in pavel.get(ON).content.decode()


def test_nothing_live_is_heard_until_then(pavel):
    assert not follows_live(pavel)


def test_once_it_is_on_one_goes_on(pavel):
    switch_on(pavel)

    assert pavel.get("/needs/").status_code == 200
    assert follows_live(pavel)


def test_one_can_sign_out(pavel):
    assert pavel.post("/account/logout/").status_code == 302


def test_members_are_not_asked(cast, client_for):
    assert client_for(cast.nora).get("/needs/").status_code == 200


def test_it_is_off_by_default(pavel, settings):
    settings.ADMINISTRATORS_NEED_SECOND_STEP = False

    assert pavel.get("/needs/").status_code == 200
    assert "Administrators need it" not in pavel.get(ON).content.decode()
