"""Whoever loses the right to listen hears nothing more, at once: the stream ends with its reason."""

from __future__ import annotations

import httpx
import pytest
from django.test import Client

from manyhands.people import actions
from manyhands.people import sessions as keeping
from manyhands.people.models import Session


def mine(person):
    return f"person:{person.pk}"


def test_who_leaves_the_organisation_is_cut_off(cast, listen):
    with listen(cast.nora, mine(cast.nora)) as stream:
        actions.deactivate_person(cast.nora, by=cast.pavel)

        assert stream.next().data == {"reason": "signed-out"}


def test_a_new_password_cuts_off(cast, listen):
    with listen(cast.nora, mine(cast.nora)) as stream:
        actions.give_password(cast.nora, "correct horse battery")

        assert stream.next().data == {"reason": "signed-out"}


def test_streams_are_asked_after_the_session_is_gone(cast, monkeypatch):
    """Asked before, they would find it still there, and stay for a minute."""
    there = []
    monkeypatch.setattr(
        keeping, "rights_changed", lambda person_id: there.append(Session.objects.exists())
    )
    client = Client()
    client.force_login(cast.nora)
    there.clear()

    client.post("/account/logout/")

    assert there == [False]


@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_no_other_site_reads_the_news(cast, site, client_for, origin):
    key = client_for(cast.nora).cookies["sessionid"].value
    headers = {"Cookie": f"sessionid={key}", **({"Origin": origin} if origin else {})}

    with httpx.stream(
        "GET", f"{site}/live/events?topics={mine(cast.nora)}", headers=headers
    ) as answer:
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
