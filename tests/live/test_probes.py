"""What a watcher of the machine is told, by any name of the host and without signing in."""

from __future__ import annotations

import httpx
from django.db import OperationalError

from manyhands.web.live import probes


def away():
    raise OperationalError("the connection is closed")


def test_a_process_with_its_database_is_alive_and_ready(site):
    told = [
        httpx.get(f"{site}{path}", headers={"host": "10.0.0.7"}) for path in ("/healthz", "/readyz")
    ]

    assert [answer.status_code for answer in told] == [200, 200]
    assert {answer.text for answer in told} == {"alive", "ready"}


def test_without_its_database_it_is_alive_and_not_ready(site, monkeypatch):
    monkeypatch.setattr(probes, "_ask_the_database", away)

    assert httpx.get(f"{site}/healthz").status_code == 200
    assert httpx.get(f"{site}/readyz").status_code == 503


def test_a_probe_is_only_read(site):
    assert httpx.post(f"{site}/healthz").status_code == 405
