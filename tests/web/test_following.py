"""Each request has an id, which its answer, its page and its lines in the log share."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError

from manyhands.kernel.logs import JsonLines, WithRequest
from manyhands.web.live import probes
from manyhands.web.live.following import Followed, access
from manyhands.web.live.pages import Pages
from manyhands.web.live.site import Site
from manyhands.web.live.static import StaticFiles

TOKEN = "Zx81-opens_a_door"
Ask = Callable[..., httpx.Response]


class Lines(logging.Handler):
    """What a program that gathers the log would read."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(WithRequest())
        self.setFormatter(JsonLines())
        self.raw: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.raw.append(self.format(record))

    def of(self, logger: str) -> list[dict]:
        return [told for line in self.raw if (told := json.loads(line))["logger"] == logger]


@pytest.fixture
def lines() -> Iterator[Lines]:
    kept, level = Lines(), access.level
    logging.getLogger().addHandler(kept)
    access.setLevel(logging.INFO)
    yield kept
    access.setLevel(level)
    logging.getLogger().removeHandler(kept)


@pytest.fixture
def ask(transactional_db, tmp_path) -> Ask:
    """Asks the whole entry point for one address."""

    def asked(path: str, *, believe_proxy: bool = False, **options) -> httpx.Response:
        site = Site(
            pages=Pages(WSGIHandler(), threads=1, largest_body=10_000, compress=False),
            static=StaticFiles(tmp_path, prefix="/static/", watch=True),
            live=[],
            work=False,
        )
        transport = httpx.ASGITransport(Followed(site, believe_proxy=believe_proxy))

        async def once() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=transport, base_url="http://localhost:8000"
            ) as client:
                return await client.request(options.pop("method", "GET"), path, **options)

        return asyncio.run(once())

    return asked


@pytest.fixture
def failing(cast, monkeypatch) -> Callable[[Exception], None]:
    """Lets one page, /brand.css, fail by this."""

    def fail_by(error: Exception) -> None:
        def fail() -> None:
            raise error

        monkeypatch.setattr("manyhands.people.views.administration.current_organisation", fail)

    return fail_by


@pytest.mark.parametrize(
    ("error", "status"), [(ValueError("on purpose"), 500), (OperationalError("away"), 503)]
)
def test_a_failed_page_says_by_what_its_trace_is_found(ask, lines, failing, error, status):
    failing(error)
    answer = ask("/brand.css?q=private")
    (told,) = lines.of("django.request")

    assert answer.status_code == status
    assert answer.headers["x-request-id"] == told["request_id"]
    assert f"tell them: {told['request_id']}" in answer.text
    assert (told["level"], told["method"]) == ("ERROR", "GET")
    assert str(error) in told["exception"]
    assert "private" not in "".join(lines.raw)


def test_a_missing_page_says_its_id_too(cast, ask):
    answer = ask("/nothing/")

    assert f"tell them: {answer.headers['x-request-id']}" in answer.text


def test_every_kind_of_answer_has_an_id_of_its_own(cast, ask):
    paths = ("/account/login/", "/account/login/", "/static/nothing.css", "/healthz", "/live/none")
    ids = [ask(path).headers["x-request-id"] for path in paths]

    assert len(set(ids)) == len(paths)
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in ids)


def test_a_proxys_id_is_taken_where_it_is_believed(cast, ask):
    headers = {"X-Request-ID": "proxy-0123456789"}

    assert ask("/healthz", headers=headers, believe_proxy=True).headers["x-request-id"] == (
        "proxy-0123456789"
    )
    assert ask("/healthz", headers=headers).headers["x-request-id"] != "proxy-0123456789"


@pytest.mark.parametrize(
    "names",
    [["<script>alert(1)</script>"], ["short"], ["x" * 65], ["a b c d e f"], ["12345678"] * 2],
)
def test_an_id_that_is_none_is_not_taken(cast, ask, names):
    headers = [("X-Request-ID", name) for name in names]
    answer = ask("/nothing/", headers=headers, believe_proxy=True)

    assert answer.headers["x-request-id"] not in names
    assert names[0] not in answer.text


def test_the_access_line_tells_what_was_answered_and_nothing_of_anybody(cast, ask, lines):
    answer = ask(f"/invitation/{TOKEN}/?next=private", method="POST", data={"name": "Private"})
    (told,) = lines.of("manyhands.access")

    assert told["status"] == answer.status_code
    assert (told["method"], told["path"]) == ("POST", "/invitation/…/")
    assert told["request_id"] == answer.headers["x-request-id"]
    assert told["milliseconds"] > 0
    assert not [line for line in lines.raw if TOKEN in line or "rivate" in line]


def test_watchers_are_not_written_down(cast, ask, lines):
    for path in probes.PATHS:
        ask(path)

    assert not lines.of("manyhands.access")


def test_a_line_outside_of_requests_has_no_id(lines):
    logging.getLogger("manyhands.journal").warning("“%s”\nfailed", "Grüße")
    (told,) = lines.of("manyhands.journal")

    assert told["message"] == "“Grüße”\nfailed"
    assert set(told) == {"time", "level", "logger", "message"}
    assert len(lines.raw[0].splitlines()) == 1


def test_both_forms_stand_in_the_settings():
    formatters = settings.LOGGING["formatters"]
    record = logging.makeLogRecord({"name": "a", "levelname": "INFO", "msg": "said"})
    WithRequest().filter(record)
    text = logging.Formatter(formatters["text"]["format"], style="{").format(record)

    assert text.endswith("INFO a - said")
    assert set(formatters) == {"text", "json"}
