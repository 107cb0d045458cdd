"""What is too large: refused early, and without taking the memory that it claims to need."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PIL import Image

from .line import Answer, Headers, Sent, ask
from .server import Running, cookies_of

MIB: Final = 2**20
PIECE: Final = bytes(256 * 1024)
BOUNDARY: Final = "mh"
HEAD: Final = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nPK\x03\x04'
).encode()


@dataclass(frozen=True, slots=True)
class Trial:
    """``grows``: by how many MiB the server may grow meanwhile; ``sent``: how many MiB may be sent at most."""

    name: str
    act: Callable[[Running, int], Answer]
    statuses: tuple[int, ...]
    grows: int
    sends: int = 100


def run(server: Running, *, gigabytes: int) -> bool:
    """Each trial, with the server's memory watched. Returns whether all went as they should."""
    size = gigabytes * 1024 * MIB or 200 * MIB
    return sum(not _judged(trial, server, size) for trial in TRIALS) == 0


def _judged(trial: Trial, server: Running, size: int) -> bool:
    before = server.memory
    with _watched(server) as highest:
        answer = trial.act(server, size)
    grown, sent = (max(highest) - before) / MIB, answer.sent_bytes / MIB
    is_good = answer.status in trial.statuses and grown <= trial.grows and sent <= trial.sends
    print(
        f"{'ok  ' if is_good else 'BAD '} {trial.name}: {answer.status}, {sent:.0f} MiB sent, "
        f"the server grew by {grown:.0f} MiB (at most {trial.grows})"
    )
    return is_good


@contextmanager
def _watched(server: Running) -> Iterator[list[int]]:
    """The server's memory, looked at a hundred times a second."""
    seen, done = [server.memory], threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            seen.append(server.memory)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def _said_length(server: Running, size: int) -> Answer:
    return _upload(server, [("Content-Length", str(size + len(HEAD)))], _pieces(size))


def _in_chunks(server: Running, size: int) -> Answer:
    chunks = (f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in _pieces(size))
    return _upload(server, [("Transfer-Encoding", "chunked")], chunks)


def _long_head(server: Running, size: int) -> Answer:
    sent = Sent("GET", "/account/login/", [("Host", "localhost"), ("X-Long", "x" * 8 * MIB)])
    return ask(server.port, sent)


def _many_pixels(server: Running, size: int) -> Answer:
    """A picture just within the limit: the most that the server must bear."""
    out = io.BytesIO()
    Image.new("RGB", (7000, 7000), "white").save(out, "PNG")
    return _whole(server, "a.png", out.getvalue())


def _too_many_pixels(server: Running, size: int) -> Answer:
    out = io.BytesIO()
    Image.new("1", (10_000, 8000)).save(out, "PNG")
    return _whole(server, "a.png", out.getvalue())


def _whole(server: Running, name: str, content: bytes) -> Answer:
    body = HEAD.replace(b"a.zip", name.encode()).removesuffix(b"PK\x03\x04") + content
    body += f"\r\n--{BOUNDARY}--\r\n".encode()
    return _upload(server, [("Content-Length", str(len(body)))], [body], head=b"")


def _upload(server: Running, headers: Headers, pieces, head: bytes = HEAD) -> Answer:  # type: ignore[no-untyped-def]
    from manyhands.courses.models import Course
    from manyhands.people.models import Person

    cookies = cookies_of("author")
    author = Person.objects.get(email="amara@ferrow.example")
    course = Course.objects.filter(keeper=author).first()
    assert course is not None
    said = [
        ("Host", "localhost"),
        ("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items())),
        ("X-CSRFToken", cookies["csrftoken"]),
        ("Content-Type", f"multipart/form-data; boundary={BOUNDARY}"),
        *headers,
    ]
    in_chunks = any(name == "Transfer-Encoding" for name, _ in headers)
    begun = f"{len(head):x}\r\n".encode() + head + b"\r\n" if in_chunks else head
    target = f"/courses/{course.pk}/draft/uploads/"
    return ask(server.port, Sent("POST", target, said, begun), pieces)


def _pieces(size: int) -> Iterator[bytes]:
    for number in range(size // len(PIECE)):
        if number % 64 == 0:
            time.sleep(0.001)  # so that an answer has time to come
        yield PIECE


TRIALS: Final = (
    Trial("a long upload that says how long it is", _said_length, (413,), grows=16, sends=20),
    Trial("a long upload in chunks", _in_chunks, (413,), grows=16),
    Trial("a head of eight megabytes", _long_head, (0, 400, 431), grows=16),
    Trial("a picture of 80 megapixels", _too_many_pixels, (400,), grows=16),
    Trial("a picture of 49 megapixels", _many_pixels, (201,), grows=400),
)
