"""What a person reads while the database is away or the disk is full, and that all goes on afterwards."""

from __future__ import annotations

import errno

import pytest
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.test import Client

from manyhands.needs import actions
from manyhands.needs.models import Need

WORDS = {"statement": "open the gate", "effect": "Nobody waits.", "audience": "everybody"}
AWAY = (OperationalError("the connection is closed"), InterfaceError("connection already closed"))
FULL = (
    OperationalError("database or disk is full"),
    OperationalError('could not extend file "base/1": No space left on device'),
    OperationalError("attempt to write a readonly database"),
    InternalError("cannot execute INSERT in a read-only transaction"),
    OSError(errno.ENOSPC, "No space left on device"),
)


@pytest.fixture
def salma(cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.salma)
    return client


def declare_while(error: Exception, salma: Client, monkeypatch):
    def fail(**_details):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(actions, "declare_need", fail)
        return salma.post("/needs/new/", WORDS)


@pytest.mark.parametrize("error", AWAY, ids=str)
def test_a_database_that_is_away_is_said_and_comes_back(salma, monkeypatch, error):
    answer = declare_while(error, salma, monkeypatch)

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "reach our memory" in answer.content.decode()
    salma.post("/needs/new/", WORDS)
    assert Need.objects.get().statement == "open the gate"


@pytest.mark.parametrize("error", FULL, ids=str)
def test_a_disk_without_room_is_said_and_nothing_is_half_written(salma, monkeypatch, error):
    answer = declare_while(error, salma, monkeypatch)

    assert answer.status_code == 503
    assert "no room left" in answer.content.decode()
    assert "still in your browser" in answer.content.decode()
    assert not Need.objects.exists()
    assert salma.get("/needs/").status_code == 200


@pytest.mark.parametrize("error", [AWAY[0], FULL[0], DatabaseError("no such column")], ids=str)
def test_it_is_said_in_the_theme_that_the_person_chose(salma, monkeypatch, error):
    salma.cookies["theme"] = "dark"

    assert 'data-theme="dark"' in declare_while(error, salma, monkeypatch).content.decode()


@pytest.mark.parametrize("theme", ["", "sepia", '"><script>'])
def test_with_no_theme_that_is_known_the_device_says_it(salma, monkeypatch, theme):
    salma.cookies["theme"] = theme

    assert "data-theme" not in declare_while(AWAY[0], salma, monkeypatch).content.decode()


def test_another_failure_is_not_called_an_outage(salma, monkeypatch):
    assert declare_while(DatabaseError("no such column"), salma, monkeypatch).status_code == 500
