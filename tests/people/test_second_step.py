"""A code after the password: switched on, asked for, and taken off somebody who lost the phone."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from manyhands.demo.cast import PASSWORD
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.people.actions import reset_second_step
from manyhands.people.second_step import SecondStepAdapter

NOW = 59_000_000  # in half minutes
ON, OFF, CODES = (
    "/account/second-step/on/",
    "/account/second-step/off/",
    "/account/second-step/codes/",
)


@pytest.fixture(autouse=True)
def no_memory_of_attempts(db, monkeypatch):
    """Nobody has tried anything yet; and the half minute for which a code holds does not end."""
    cache.clear()
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([NOW]))


@pytest.fixture
def nora(cast, client_for, django_capture_on_commit_callbacks):
    """Her browser, in which she has just said that it is her; what follows a commit follows."""
    client = client_for(cast.nora)
    client.post("/account/again/", {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        yield client


def code_for(secret: str) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, NOW))


def switch_on(client) -> tuple[str, list[str]]:
    """The key that the app has, and the recovery codes."""
    page = client.get(ON).content.decode()
    secret = re.search(r"<code>([A-Z2-7 \n]+)</code>", page)[1].replace(" ", "").replace("\n", "")
    answer = client.post(ON, {"code": code_for(secret)}, follow=True).content.decode()
    cache.clear()  # the code just used is good for signing in at once, so that no test waits
    return secret, [
        code.replace(" ", "") for code in re.findall(r"<code>(\d{5} \d{5})</code>", answer)
    ]


def sign_in(email: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    return client


def is_in(client) -> bool:
    return client.get(reverse("people:me")).status_code == 200


def test_it_is_switched_on_by_a_code_of_the_app(nora):
    page = nora.get(ON).content.decode()
    assert "data:image/svg+xml;base64," in page

    _secret, codes = switch_on(nora)

    assert len(set(codes)) == 10
    assert "10 recovery codes are left" in nora.get("/me/signing-in/").content.decode()


def test_back_from_switching_on_nobody_is_asked_to_switch_it_off(nora):
    switch_on(nora)

    assert nora.get(ON).headers["Location"] == reverse("people:signing_in")


def test_a_wrong_code_switches_nothing_on(nora, cast):
    nora.get(ON)
    page = nora.post(ON, {"code": "000000"}).content.decode()

    assert "does not fit" in page
    assert not Authenticator.objects.filter(user=cast.nora).exists()


def test_whoever_sits_down_at_her_desk_is_asked_for_the_password_first(cast, client_for):
    client = client_for(cast.nora)

    assert client.get(ON).headers["Location"] == f"/account/again/?next={quote(ON, safe='')}"
    wrong = client.post("/account/again/", {"password": "wrong words in a row"})
    assert b"not your" in wrong.content or b'class="error' in wrong.content
    assert (
        client.post("/account/again/?next=" + ON, {"password": PASSWORD}).headers["Location"] == ON
    )


def test_signing_in_asks_for_the_code_and_lets_nobody_in_before(nora, cast):
    secret, _codes = switch_on(nora)
    client = sign_in(cast.nora.email)
    assert not is_in(client)

    client.post("/account/login/code/", {"code": code_for(secret)})

    assert is_in(client)


def test_a_code_is_good_once(nora, cast):
    secret, _codes = switch_on(nora)
    code = code_for(secret)
    first, second = sign_in(cast.nora.email), sign_in(cast.nora.email)
    first.post("/account/login/code/", {"code": code})

    assert "does not fit" in second.post("/account/login/code/", {"code": code}).content.decode()
    assert not is_in(second)


def test_a_recovery_code_opens_once(nora, cast):
    _secret, codes = switch_on(nora)
    for is_let_in in (True, False):
        client = sign_in(cast.nora.email)
        client.post("/account/login/code/", {"code": codes[3]})
        assert is_in(client) is is_let_in

    assert "9 recovery codes are left" in nora.get("/me/signing-in/").content.decode()


def test_codes_are_shown_once(nora):
    _secret, codes = switch_on(nora)
    page = nora.get(CODES).content.decode()

    assert not any(code in page or f"{code[:5]} {code[5:]}" in page for code in codes)
    assert "Make new codes" in page


def test_new_codes_end_the_former_ones(nora, cast):
    _secret, codes = switch_on(nora)
    nora.post("/account/second-step/codes/new/")

    client = sign_in(cast.nora.email)
    client.post("/account/login/code/", {"code": codes[0]})
    assert not is_in(client)


def test_guessing_codes_is_slowed_down(nora, cast):
    switch_on(nora)
    client = sign_in(cast.nora.email)
    answers = [client.post("/account/login/code/", {"code": f"00000{i}"}) for i in range(7)]

    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()


def test_it_is_switched_off_and_told(
    cast, client_for, deliver, mailbox, django_capture_on_commit_callbacks
):
    client = client_for(cast.nora)
    client.post("/account/again/", {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        switch_on(client)
    assert client.post(OFF).status_code == 302
    deliver()

    assert is_in(sign_in(cast.nora.email))
    assert [mail.subject for mail in mailbox] == ["The second step is on", "The second step is off"]
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"people.second_step.on", "people.second_step.off"} <= kinds


def test_what_the_app_knows_lies_under_lock(nora, cast):
    secret, _codes = switch_on(nora)

    held = [str(one.data) for one in Authenticator.objects.filter(user=cast.nora)]
    assert held
    assert not any(secret in words for words in held)


def test_with_another_secret_of_the_installation_no_code_fits(settings):
    locked = SecondStepAdapter().encrypt("ABCDEFGH")
    settings.SECRET_KEY = "another"

    assert SecondStepAdapter().decrypt(locked) != "ABCDEFGH"
    assert SecondStepAdapter().decrypt(locked) != SecondStepAdapter().decrypt(locked)


def test_an_administrator_takes_it_off_who_lost_the_phone(nora, cast, client_for, deliver, mailbox):
    switch_on(nora)
    pavel = client_for(cast.pavel)
    pavel.post("/account/again/", {"password": PASSWORD})

    assert "lost the phone" in pavel.get(cast.nora.get_absolute_url()).content.decode()
    assert pavel.post(f"/people/{cast.nora.pk}/second-step/").status_code == 303
    deliver()

    assert is_in(sign_in(cast.nora.email))
    assert mailbox[-1].subject == "The second step was taken off"
    assert Entry.objects.filter(kind="people.second_step.reset", actor_id=cast.pavel.pk).exists()


@pytest.mark.parametrize("who", ["mei", "leo", "nora"])
def test_nobody_else_takes_it_off(cast, who):
    with pytest.raises(Refused):
        reset_second_step(cast.nora, by=getattr(cast, who))


def test_an_administrator_is_asked_for_the_password_before(nora, cast, client_for):
    switch_on(nora)
    answer = client_for(cast.pavel).post(f"/people/{cast.nora.pk}/second-step/")

    assert answer.headers["Location"].startswith("/account/again/")
    assert Authenticator.objects.filter(user=cast.nora).exists()
