from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from manyhands.web.live.events import routes
from manyhands.web.live.hub import hub
from manyhands.web.live.metrics import Metrics
from manyhands.web.live.pages import Pages
from manyhands.web.live.site import Site
from manyhands.web.live.static import StaticFiles


@dataclass
class Told:
    """One event of a stream."""

    name: str
    data: dict[str, Any]
    at: int


class Stream:
    """An open page, as a browser would hear it."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self._response = response
        self._lines = response.iter_lines()

    def next(self) -> Told:
        """The next event; heartbeats are passed over. Raises StopIteration at the end."""
        facts: dict[str, str] = {}
        while True:
            line = next(self._lines)
            if line == "" and "data" in facts:
                at = int(facts.get("id", 0))
                return Told(facts.get("event", "message"), json.loads(facts["data"]), at)
            name, found, value = line.partition(": ")
            if found and name:
                facts[name] = value

    @property
    def text(self) -> str:
        return self._response.read().decode()


Listen = Callable[..., Any]


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The whole entry point behind a real server, without the worker; gives its address."""
    with served(tmp_path) as address:
        yield address


@contextmanager
def served(folder: Path, *, metrics: Metrics | None = None) -> Iterator[str]:
    """The entry point with static files of this folder, counted where somebody counts."""
    count = metrics.count if metrics else None
    application = Site(
        pages=Pages(WSGIHandler(), threads=2, largest_body=2_000_000, compress=True, count=count),
        static=StaticFiles(folder, prefix="/static/", watch=True),
        live=routes,
        work=False,
        metrics=metrics,
    )
    config = uvicorn.Config(application, port=0, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    hub.say_goodbye()
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def listen(site: str, client_for: Callable[..., Any]) -> Listen:
    """``with listen(person, "course:12") as stream``: that person's page, open."""

    @contextmanager
    def open_stream(person: Any, topics: str, **query: Any) -> Iterator[Stream]:
        cookies = {}
        if person is not None:
            key = client_for(person).cookies[settings.SESSION_COOKIE_NAME].value
            cookies[settings.SESSION_COOKIE_NAME] = key
        with (
            httpx.Client(base_url=site, cookies=cookies, timeout=10) as client,
            client.stream("GET", "/live/events", params={"topics": topics, **query}) as response,
        ):
            stream = Stream(response)
            if stream.status == 200:
                next(stream._lines)
            yield stream

    return open_stream
