"""Nobody learns who is here by trying: not by words, not by a status, not by the time it takes."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manyhands.people.actions import deactivate_person
from tests.factories import someone

WRONG = "wrong words in a row"


@pytest.fixture
def addresses(cast):
    """Somebody who is here, who left, who has no password yet; and nobody."""
    cache.clear()
    deactivate_person(cast.tom, by=cast.pavel)
    bare = someone("Bo Bare", cast.north)
    bare.set_unusable_password()
    bare.save(update_fields=["password"])
    return [cast.nora.email, cast.tom.email, bare.email, "nobody@ferrow.example"]


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was put through the slow function."""
    calls = []
    for name in ("encode", "verify"):
        slow = getattr(Argon2PasswordHasher, name)

        def counted(*args, _slow=slow, **kwargs):
            calls.append(1)
            return _slow(*args, **kwargs)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    return calls


def test_signing_in_takes_one_hash_whoever_it_is(addresses, hashed):
    told = []
    for address in addresses:
        hashed.clear()
        answer = Client().post(reverse("account_login"), {"login": address, "password": WRONG})
        told.append((answer.status_code, len(hashed)))

    assert told == [(200, 1)] * len(addresses)


def kind_of(sql: str) -> str:
    """What is done; "" where only the count of attempts is kept, which goes by place and address."""
    kind = sql.split()[0]
    return "" if "django_cache" in sql or kind in ("SAVEPOINT", "RELEASE") else kind


def test_a_forgotten_password_costs_the_same_whoever_it_is(addresses, hashed):
    Client().get(reverse("account_login"))  # the organisation is known from now on
    told = []
    for address in addresses:
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = Client().post(reverse("account_reset_password"), {"email": address})
        kinds = [kind for query in queries if (kind := kind_of(query["sql"]))]
        told.append((answer.status_code, answer.headers["Location"], kinds, len(hashed)))

    assert told == [told[0]] * len(addresses)


def test_too_many_attempts_are_refused_alike(addresses):
    for address in addresses:
        form = {"login": address, "password": WRONG}
        cache.clear()
        answers = [Client().post(reverse("account_login"), form) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429], address
        assert answers[-1].headers["Retry-After"] == "300"


def test_an_unknown_invitation_says_nothing_of_any_other(addresses):
    answers = [Client().get(f"/invitation/{token}/") for token in ("0" * 64, "x", "é")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({len(answer.content) for answer in answers}) == 1


def test_nobody_signs_up(addresses):
    assert Client().get("/account/signup/").status_code == 404
