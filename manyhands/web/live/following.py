"""Around everything that is answered: an id for each request, said in its answer, and its line in the access log."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from manyhands.kernel.requests import Following, follow

from . import probes

HEADER: Final = b"x-request-id"
access = logging.getLogger("manyhands.access")


class Followed:
    """An ASGI application whose requests can be found again in the log; a proxy may name them where it is believed."""

    def __init__(self, app: ASGIApp, *, believe_proxy: bool) -> None:
        self._app = app
        self._believe_proxy = believe_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        # Never taken back: each request has a task of its own, and the server's line about a crash comes after us.
        following = follow(scope.get("method", "LIVE"), scope["path"], self._named(scope))
        if scope["type"] == "http":
            await self._answer(following, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _named(self, scope: Scope) -> str:
        """What the proxy calls it; nothing when two speak."""
        if not self._believe_proxy:
            return ""
        names = [value for name, value in scope["headers"] if name == HEADER]
        return names[0].decode("latin-1") if len(names) == 1 else ""

    async def _answer(
        self, following: Following, scope: Scope, receive: Receive, send: Send
    ) -> None:
        began, status = perf_counter(), 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = (HEADER, following.id.encode())
                message = {**message, "headers": [*message.get("headers", ()), own]}
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            if access.isEnabledFor(logging.INFO) and scope["path"] not in probes.PATHS:
                _write(following, status, perf_counter() - began)


def _write(following: Following, status: int, seconds: float) -> None:
    took = round(seconds * 1000, 1)
    access.info(
        "%s %s: %d in %s ms",
        following.method,
        following.path,
        status,
        took,
        extra={"status": status, "milliseconds": took},
    )
