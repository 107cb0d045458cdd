"""One entry point for everything: files, live connections, pages, and what begins and ends with the process."""

from __future__ import annotations

import signal
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from anyio import to_thread
from django.db import InterfaceError, OperationalError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from manyhands.journal.between import Listener
from manyhands.journal.worker import Worker
from manyhands.kernel.processes import leave_with_parent

from . import probes
from .harmless import under_headers
from .hub import hub

if TYPE_CHECKING:
    from .metrics import Metrics

LONGEST_GOODBYE: Final = 5.0


class Site:
    """Sends each connection to the side it belongs to."""

    def __init__(
        self,
        *,
        pages: ASGIApp,
        static: ASGIApp,
        live: Sequence[BaseRoute],
        work: bool,
        metrics: Metrics | None = None,
    ) -> None:
        self._metrics = metrics
        watched = [Route(probes.METRICS, metrics.answer)] if metrics else []
        self._pages = pages
        self._static = static
        self._live = Starlette(
            routes=[Mount("/live", routes=live), *probes.routes, *watched],
            lifespan=lambda app: _lifetime(work=work),
            exception_handlers={
                OperationalError: _database_is_away,
                InterfaceError: _database_is_away,
            },
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            send = under_headers(send)
        path = scope.get("path", "")
        if path.startswith("/live/"):
            with (
                self._metrics.live_connections.track_inprogress()
                if self._metrics
                else nullcontext()
            ):
                await self._live(scope, receive, send)
        elif scope["type"] != "http" or path in probes.PATHS:
            await self._live(scope, receive, send)
        elif path.startswith("/static/"):
            await self._static(scope, receive, send)
        else:
            await self._pages(scope, receive, send)


@asynccontextmanager
async def _lifetime(*, work: bool) -> AsyncIterator[None]:
    """What runs beside the pages: the hub, the ear at the other processes, the embedded worker."""
    hub.start()
    beside: list[Listener | EmbeddedWorker] = [Listener()]
    if work:
        beside.append(EmbeddedWorker())
    for one in beside:
        one.start()
        if isinstance(one, Listener):
            await to_thread.run_sync(one.wait_until_it_hears)
    _before_leaving(hub.say_goodbye)
    leave_with_parent()
    yield
    for one in beside:
        one.stop()
    for one in beside:
        await to_thread.run_sync(one.join, LONGEST_GOODBYE)
    hub.stop()


class EmbeddedWorker(threading.Thread):
    """Does the jobs in this process, for installations that run as one command."""

    def __init__(self) -> None:
        super().__init__(name="worker", daemon=True)
        self._worker = Worker()

    def run(self) -> None:
        self._worker.run()

    def stop(self) -> None:
        self._worker.stop()


def _before_leaving(act: Callable[[], None]) -> None:
    """Do ``act`` when asked to stop: the server waits for open streams, and those only end when told."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        handler = signal.getsignal(number)

        def leave(number: int, frame: FrameType | None, handler: Any = handler) -> None:
            act()
            if callable(handler):
                handler(number, frame)

        signal.signal(number, leave)


async def _database_is_away(request: Request, error: Exception) -> Response:
    return PlainTextResponse(
        "The database does not answer just now.", 503, headers={"Retry-After": "5"}
    )
