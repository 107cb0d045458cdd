"""Numbers for whoever holds the token: asked over a real line, read by the library's own reader."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import httpx
import pytest
from django.db import OperationalError
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from manyhands.journal import queue
from manyhands.journal.events import key_of
from manyhands.kernel.clock import now
from manyhands.notifications.models import Mail
from manyhands.web.live import metrics as metrics_module
from manyhands.web.live.metrics import Metrics
from tests.journal.work import database_address

from .conftest import served

TOKEN = "a-token-that-nobody-guesses"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}


@queue.job
def do_little() -> None:
    """A job, for these tests alone."""


@pytest.fixture
def metrics():
    return Metrics(TOKEN, mails_waiting=Mail.objects.count_waiting)


@pytest.fixture
def watched(transactional_db, tmp_path, metrics):
    with served(tmp_path, metrics=metrics) as address:
        yield address


def read(address):
    """Every sample: ``{(name, labels): value}``."""
    answer = httpx.get(f"{address}/metrics", headers=SHOWN)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    return samples(answer.text)


def samples(text):
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def counted(told, **wanted):
    return sum(
        value
        for (name, labels), value in told.items()
        if name == "manyhands_requests_total" and wanted.items() <= dict(labels).items()
    )


def test_without_a_token_there_is_no_such_page(site):
    assert httpx.get(f"{site}/metrics", headers=SHOWN).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer another-token-of-some-length"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"Authorization": b"Bearer \xff\xfe"},
    ],
)
def test_without_showing_the_token_nothing_is_told(watched, headers):
    refused = httpx.get(f"{watched}/metrics", params={"token": TOKEN}, headers=headers)

    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert "manyhands_" not in refused.text


def test_it_says_what_runs_and_what_it_takes(watched):
    told = {name for name, _labels in read(watched)}

    assert {"manyhands_build_info", "manyhands_database_up", "manyhands_mails_waiting"} <= told
    assert {"process_cpu_seconds_total", "process_resident_memory_bytes"} <= told


def test_a_request_is_counted_under_the_name_of_its_address(watched, cast):
    before = read(watched)
    httpx.get(f"{watched}/account/login/")
    after = read(watched)

    named = {"method": "GET", "route": "account_login", "status": "2xx"}
    assert counted(after, **named) == counted(before, **named) + 1
    assert after[("manyhands_request_seconds_count", (("route", "account_login"),))] == 1


def test_what_somebody_makes_up_becomes_no_label(watched, cast):
    httpx.get(f"{watched}/made-up/")
    before = read(watched)
    for path in ("/made-up/4711/", "/%3Cscript%3E/", "/made-up?route=x", "/%22%7D%0Aevil%201/"):
        assert httpx.get(f"{watched}{path}").status_code == 404
    httpx.request("BREW", f"{watched}/made-up/")
    httpx.request("STEEP", f"{watched}/made-up/")
    after = read(watched)

    fresh = {dict(labels).get("method") for name, labels in after.keys() - before.keys()}
    assert fresh <= {"other", None}
    assert counted(after, route="unknown", method="GET") == 5
    assert counted(after, route="unknown", method="other") == 2


def test_jobs_are_told_while_they_wait_and_when_they_are_done(watched, cast, deliver):
    deliver()
    queue.schedule(do_little, subject="x", payload={}, run_at=now() - timedelta(seconds=40))
    waiting = read(watched)
    deliver()
    done = read(watched)

    kind = (("kind", key_of(do_little)),)
    assert waiting["manyhands_jobs_waiting", ()] == 1
    assert waiting["manyhands_jobs_oldest_waiting_seconds", ()] >= 40
    assert done["manyhands_jobs_waiting", ()] == 0
    assert done["manyhands_jobs_oldest_waiting_seconds", ()] == 0
    assert ("manyhands_jobs_done_lately", kind) not in waiting
    assert done["manyhands_jobs_done_lately", kind] == 1


def test_an_open_page_is_a_live_connection(watched, cast, client_for):
    cookies = dict(client_for(cast.nora).cookies.items())
    jar = {name: morsel.value for name, morsel in cookies.items()}
    topics = {"topics": f"person:{cast.nora.pk}"}
    with (
        httpx.Client(base_url=watched, cookies=jar) as client,
        client.stream("GET", "/live/events", params=topics) as stream,
    ):
        assert stream.status_code == 200
        assert read(watched)["manyhands_live_connections", ()] == 1


def test_without_its_database_it_says_so_and_tells_the_rest(watched, monkeypatch):
    def away():
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(metrics_module, "job_figures", away)
    told = read(watched)

    assert told["manyhands_database_up", ()] == 0
    assert ("manyhands_live_connections", ()) in told
    assert ("manyhands_jobs_waiting", ()) not in told


TOGETHER = """
import subprocess, sys, django
django.setup()
from manyhands.notifications.models import Mail
from manyhands.web.live.metrics import Metrics
metrics = Metrics("x" * 20, mails_waiting=Mail.objects.count_waiting)
metrics.count("GET", "home:home", 200, 0.1)
metrics.live_connections.inc()
if sys.argv[1:]:  # the other process did its work and is gone
    subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
    print(metrics._text().decode(), end="")
"""


def test_several_processes_count_together_and_the_dead_hold_nothing_open(
    transactional_db, tmp_path
):
    told = subprocess.run(
        [sys.executable, "-c", TOGETHER, TOGETHER],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "MANYHANDS_DATABASE": database_address(),
            "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        },
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    numbers = samples(told)

    assert counted(numbers, route="home:home") == 2
    assert numbers["manyhands_request_seconds_count", (("route", "home:home"),)] == 2
    assert numbers["manyhands_live_connections", ()] == 1
    assert len([name for name, _ in numbers if name == "process_resident_memory_bytes"]) == 1
