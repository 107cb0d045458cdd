"""The pages' side of the one entry point: Django's WSGI handler in a few threads of its own.

A request's body is read before a thread is taken, and the answer is sent after the thread is free again, so a slow
line at either end holds nobody up. What is too large is refused before it is read: the server passes over the rest.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from django.utils.http import parse_header_parameters
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from manyhands.kernel.requests import carrying
from manyhands.web.routes import ROUTE, UNKNOWN

from .files import OpenFile, sending

IN_MEMORY: Final = 1024 * 1024
WORTH_COMPRESSING: Final = 1000
# Level 4 takes half the time of 6 and leaves a page a twentieth larger.
COMPRESSION: Final = 4
_TEXT: Final = re.compile(rb"text/|application/(json|javascript|manifest\+json)|image/svg")

Environ = dict[str, Any]
WsgiApplication = Callable[[Environ, Any], Iterable[bytes]]
# Told of each answer: method, name of the address, status, seconds.
Count = Callable[[str, str, int, float], None]


class BodyTooLarge(Exception):
    """More was sent than this installation takes."""


class WentAway(Exception):
    """The other end left before it had said everything."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes
    path: Path | None = None  # of a file to be sent instead of ``content``


class Pages:
    """An ASGI application around a WSGI one; ``compress`` where no proxy in front of it does."""

    def __init__(
        self,
        handler: WsgiApplication,
        *,
        threads: int,
        largest_body: int,
        compress: bool,
        count: Count | None = None,
    ) -> None:
        self._handler = handler
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self._largest_body = largest_body
        self._compress = compress
        self._count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        said = Headers(scope=scope)
        if not speaks_utf8(said.get("content-type", "")):
            await PlainTextResponse("Please send it as UTF-8.", 415)(scope, receive, send)
            return
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                await self._read(said, receive, body)
            except WentAway:
                return
            except BodyTooLarge:
                limit = self._largest_body // (1024 * 1024)
                refusal = PlainTextResponse(f"That is too large: at most {limit} MB fit.", 413)
                await refusal(scope, receive, send)
                return
            loop = asyncio.get_running_loop()
            began, environ = time.perf_counter(), _environ(scope, body)
            asked = carrying(self._ask)
            answer = await loop.run_in_executor(self._threads, asked, environ)
        if self._count is not None:  # waiting for a thread is part of it
            seconds = time.perf_counter() - began
            self._count(scope["method"], environ.get(ROUTE, UNKNOWN), answer.status, seconds)
        if answer.path is not None:
            await sending(answer.path, answer.headers)(scope, receive, send)
            return
        await send(
            {
                "type": "http.response.start",
                "status": answer.status,
                "headers": answer.headers,
            }
        )
        await send({"type": "http.response.body", "body": answer.content})

    async def _read(self, said: Headers, receive: Receive, body: IO[bytes]) -> None:
        length = said.get("content-length", "0")
        if length.isdecimal() and int(length[:20]) > self._largest_body:
            raise BodyTooLarge
        await _read_all(receive, body, at_most=self._largest_body)

    def _ask(self, environ: Environ) -> Answer:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> None:
            started.append((status, headers))

        parts = self._handler(environ, start_response)
        path = parts.path if isinstance(parts, OpenFile) else None
        try:
            content = b"" if path else b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        status, headers = started[-1]
        # Django writes cookies with a space before them, which is no part of them.
        spoken = [
            (name.lower().encode(), value.strip().encode("latin-1")) for name, value in headers
        ]
        answer = Answer(int(status[:3]), spoken, content, path)
        if path is not None:
            return answer
        wanted = self._compress and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        return _measured(_compressed(answer) if wanted and _is_worth_it(answer) else answer)


async def _read_all(receive: Receive, body: IO[bytes], *, at_most: int) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise WentAway
        part = message.get("body", b"")
        size += len(part)
        if size > at_most:
            raise BodyTooLarge
        body.write(part)
        more = message.get("more_body", False)
    body.seek(0)


def speaks_utf8(content_type: str) -> bool:
    """Whether a body says that it is in UTF-8, or nothing: no page of ours sends another, and Python knows odd ones."""
    _kind, parameters = parse_header_parameters(content_type)
    return parameters.get("charset", "utf-8").strip().lower() in ("utf-8", "utf8", "")


def _environ(scope: Scope, body: IO[bytes]) -> Environ:
    host, port = scope.get("server") or ("localhost", 80)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": OpenFile,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:  # "x_forwarded_for" would pass for what only a proxy may say
            continue
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    return environ


def _is_worth_it(answer: Answer) -> bool:
    facts = dict(answer.headers)
    return (
        len(answer.content) >= WORTH_COMPRESSING
        and b"content-encoding" not in facts
        and _TEXT.match(facts.get(b"content-type", b"")) is not None
    )


def _compressed(answer: Answer) -> Answer:
    squeezer = zlib.compressobj(COMPRESSION, wbits=31)  # 31: with gzip's own head and tail
    content = squeezer.compress(answer.content) + squeezer.flush()
    kept = [(n, v) for n, v in answer.headers if n not in (b"content-length", b"vary")]
    vary = [v for n, v in answer.headers if n == b"vary"] + [b"Accept-Encoding"]
    added = [(b"content-encoding", b"gzip"), (b"vary", b", ".join(vary))]
    return Answer(answer.status, kept + added, content)


def _measured(answer: Answer) -> Answer:
    """With its length said, so that the line can be used again without chunks."""
    if answer.status in (204, 304) or any(name == b"content-length" for name, _ in answer.headers):
        return answer
    length = (b"content-length", str(len(answer.content)).encode())
    return Answer(answer.status, [*answer.headers, length], answer.content)
