"""A small client that asks as many browsers would: kept-open HTTP/1.1 lines, no parsing beyond what is needed.

A general client library takes as much CPU as the server that it asks, on the same cores; this one takes a tenth.
What it took is told beside the figures.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "b" * 32  # the browser's half of the pair that Django compares
LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a page to get, or a form to send as htmx sends it."""

    path: str
    session: str
    form: Mapping[str, str] | None = None
    name: str = ""


@dataclass(slots=True)
class Told:
    """What came back: seconds of each answer by the request's name, and what was no success."""

    times: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    own_cpu: float = 0.0

    @property
    def count(self) -> int:
        return sum(len(times) for times in self.times.values())

    @property
    def all_times(self) -> list[float]:
        return [one for times in self.times.values() for one in times]

    @property
    def rate(self) -> float:
        return self.count / self.seconds


async def crowd(
    port: int, asks: Iterator[Ask], *, at_once: int, seconds: float, most: int | None = None
) -> Told:
    """``at_once`` lines, each asking the next thing as soon as it is answered, for so long or so many."""
    told, left = Told(), Count(most)
    began, cpu = time.perf_counter(), time.process_time()
    until = began + seconds
    await asyncio.gather(*(_line(port, asks, told, until, left) for _ in range(at_once)))
    told.seconds, told.own_cpu = time.perf_counter() - began, time.process_time() - cpu
    return told


class Count:
    """How many may still be asked; no bound without a number."""

    def __init__(self, most: int | None) -> None:
        self._left = most

    def take(self) -> bool:
        if self._left is None:
            return True
        self._left -= 1
        return self._left >= 0


async def _line(port: int, asks: Iterator[Ask], told: Told, until: float, left: Count) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.perf_counter() < until and left.take():
            ask = next(asks)
            began = time.perf_counter()
            writer.write(_spoken(ask, port))
            status, body = await asyncio.wait_for(_answer(reader), LONGEST)
            told.times.setdefault(ask.name, []).append(time.perf_counter() - began)
            if status >= 400:
                told.failures.append(f"{status} {ask.path}: {body[:200]!r}")
    finally:
        writer.close()


def _spoken(ask: Ask, port: int) -> bytes:
    lines = [
        f"{'GET' if ask.form is None else 'POST'} {ask.path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Cookie: sessionid={ask.session}; csrftoken={TOKEN}",
        "Accept: text/html",
        "Accept-Encoding: gzip",
    ]
    body = b""
    if ask.form is not None:
        body = urlencode(ask.form).encode()
        lines += [
            "HX-Request: true",
            f"X-CSRFToken: {TOKEN}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lowered = head.lower()
    at = lowered.find(b"content-length:")
    if at < 0:
        return status, b""
    length = int(lowered[at + 15 : lowered.index(b"\r\n", at)])
    return status, await reader.readexactly(length)


def in_turns(make: Callable[[int], Ask]) -> Iterator[Ask]:
    number = 0
    while True:
        yield make(number)
        number += 1
