"""Built styles, scripts and pictures, sent by the live side so that a slow line never holds a page thread.

WhiteNoise finds the file, its compressed twin and the right headers; only the sending is ours.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Final

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from whitenoise import WhiteNoise

CHUNK: Final = 64 * 1024
# The build puts a digest of the content into each name: "app-3fa9c1d2.css".
_HASHED: Final = re.compile(r"-[\w-]{8,}\.\w+(\.map)?$")


class StaticFiles:
    """Serves ``folder`` under ``prefix``; with ``watch``, files that change meanwhile are seen."""

    def __init__(self, folder: Path, *, prefix: str, watch: bool) -> None:
        self._files = WhiteNoise(
            _nothing_else,
            root=folder,
            prefix=prefix,
            autorefresh=watch,
            max_age=3600,
            immutable_file_test=lambda path, url: _HASHED.search(url) is not None,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        path = request.url.path
        found = (
            self._files.find_file(path) if self._files.autorefresh else self._files.files.get(path)
        )
        if found is None:
            return PlainTextResponse("There is no such file.", 404)
        headers = {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in request.headers.items()
        }
        response = found.get_response(request.method, headers)
        body = _chunks(response.file) if response.file else iter(())
        return _Sent(body, int(response.status), response.headers)


class _Sent(StreamingResponse):
    """A streamed answer with WhiteNoise's own list of headers."""

    def __init__(self, body: object, status: int, headers: list[tuple[str, str]]) -> None:
        super().__init__(body, status)  # type: ignore[arg-type]
        self.raw_headers = [
            (name.lower().encode(), value.encode("latin-1")) for name, value in headers
        ]


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := await anyio.to_thread.run_sync(file.read, CHUNK):
            yield chunk


def _nothing_else(environ: object, start_response: object) -> list[bytes]:
    raise AssertionError("Only files are asked for here.")
