"""Asking at the live side: event streams, files and sockets, spoken to as a server speaks to it."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from django.conf import settings
from starlette.types import ASGIApp

from manyhands.collab.live.protocol import HELLO

from .world import PARTS, World

LONGEST: Final = 20.0
ORIGIN: Final = (b"origin", settings.BASE_URL.encode())


def ask_live(site: ASGIApp, world: World, method: str, address: str) -> tuple[str, ...]:
    """The answer to each part: a status, or "open" or a code for a socket."""
    path, _, query = address.format(**world.things).partition("?")
    scope: dict[str, Any] = {
        "type": "websocket" if method == "SOCKET" else "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
        "subprotocols": [],
    }

    async def everybody() -> tuple[str, ...]:
        return tuple([await _ask(site, scope | _headers(world.cookies[part])) for part in PARTS])

    return asyncio.run(everybody())


def _headers(cookie: str) -> dict[str, Any]:
    signed_in = f"{settings.SESSION_COOKIE_NAME}={cookie}".encode()
    return {"headers": [(b"host", b"localhost:8000"), (b"cookie", signed_in), ORIGIN]}


async def _ask(site: ASGIApp, scope: dict[str, Any]) -> str:
    """Open, wait for the first word that tells, and go away."""
    told: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    is_socket = scope["type"] == "websocket"
    waiting = [{"type": "websocket.connect" if is_socket else "http.request"}]

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop()
        await asyncio.Event().wait()
        raise AssertionError("Nothing else is said.")

    async def send(message: Any) -> None:
        word = _word(message)
        if word and not told.done():
            told.set_result(word)

    visit = asyncio.create_task(site(scope, receive, send))
    try:
        return await asyncio.wait_for(told, LONGEST)
    finally:
        visit.cancel()
        await asyncio.gather(visit, return_exceptions=True)


def _word(message: dict[str, Any]) -> str:
    if message["type"] == "http.response.start":
        return str(message["status"])
    if message["type"] == "websocket.close":
        return str(message["code"])
    is_hello = message.get("bytes", b"")[:1] == bytes([HELLO])
    return "open" if is_hello else ""
