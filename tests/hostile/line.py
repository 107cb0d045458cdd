"""One request on a line of its own, written byte by byte: no client would send these."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Final

PATIENCE: Final = 30.0
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sent:
    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""

    def as_bytes(self) -> bytes:
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{n}: {v}" for n, v in self.headers)]
        return "\r\n".join(lines).encode("latin-1", errors="replace") + b"\r\n\r\n" + self.body


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0: no answer came, ``why`` says how."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    sent_bytes: int = 0  # of a long body, how much was sent before the answer came
    why: str = ""

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def is_page(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")


def ask(port: int, sent: Sent, body: Iterable[bytes] = ()) -> Answer:
    """Send, and read the answer. Of ``body``, what is sent before an answer arrives."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        count = 0
        try:
            line.sendall(sent.as_bytes())
            for piece in body:
                if _has_answer(line):
                    break
                line.sendall(piece)
                count += len(piece)
        except OSError:
            pass  # it was closed while we spoke; perhaps with an answer
        return _read(line, sent.method, count)


def _has_answer(line: socket.socket) -> bool:
    line.setblocking(False)
    try:
        return bool(line.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return False
    finally:
        line.settimeout(PATIENCE)


def _read(line: socket.socket, method: str, count: int) -> Answer:
    response = HTTPResponse(line, method=method)
    try:
        response.begin()
        headers = {name.lower(): value for name, value in response.getheaders()}
        streams = headers.get("content-type", "").startswith("text/event-stream")
        body = response.read1(200) if streams else response.read()
    except TimeoutError:
        return Answer(0, sent_bytes=count, why=f"silent for {PATIENCE:.0f} s")
    except (OSError, HTTPException, ValueError) as error:
        return Answer(0, sent_bytes=count, why=f"closed: {error!r}")
    finally:
        response.close()
    return Answer(response.status, headers, body, count)
