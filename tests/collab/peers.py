"""A browser tab without a browser: a Yjs document, a socket, and the words between them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from starlette.applications import Starlette
from starlette.routing import Mount
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from manyhands.collab.live import protocol, routes
from manyhands.collab.live.protocol import Reader
from manyhands.journal.between import Listener
from manyhands.web.live.hub import hub

PATIENCE = 10.0


class Peer:
    """One tab; it hears only when it is asked to."""

    def __init__(
        self, address: str, key: str, *, cookie: str, query: str = "", **headers: str
    ) -> None:
        self.doc: Doc[Any] = Doc()
        self.sent = self.saved = 0
        self.hello: dict[str, Any] = {}
        self.notice: dict[str, Any] = {}
        self.people: dict[int, Any] = {}
        self._words: list[bytes] = []
        headers["Cookie"] = f"sessionid={cookie}"
        self._leaving = ExitStack()
        self.socket: ClientConnection = self._leaving.enter_context(
            connect(f"{address}/live/rooms/{key}{query}", additional_headers=headers)
        )
        self.doc.observe(lambda event: self._words.append(event.update))

    def sync(self) -> Peer:
        self.socket.send(protocol.sync(protocol.STEP_1, self.doc.get_state()))
        self.hear_until(lambda: len(self.fragment.children) > 0)
        return self

    @property
    def fragment(self) -> XmlFragment:
        return self.doc.get("default", type=XmlFragment)

    @property
    def text(self) -> XmlText:
        """The words of the last block, where everybody types."""
        last = self.fragment.children[len(self.fragment.children) - 1]
        assert isinstance(last, XmlElement)
        words = last.children[0]
        assert isinstance(words, XmlText)
        return words

    def type(self, words: str, at: int | None = None) -> None:
        self._words.clear()
        self.text.insert(len(self.text) if at is None else at, words)
        self.send_words()

    def send_words(self) -> None:
        for update in self._words:
            self.send(protocol.sync(protocol.UPDATE, update))
            self.sent += 1
        self._words.clear()

    def send(self, message: bytes) -> None:
        self.socket.send(message)

    def hear_until(self, satisfied: Callable[[], bool], patience: float = PATIENCE) -> None:
        until = time.monotonic() + patience
        while not satisfied():
            left = until - time.monotonic()
            if left <= 0:
                raise AssertionError("It did not happen in time.")
            try:
                message = self.socket.recv(timeout=left)
            except TimeoutError:
                continue
            assert isinstance(message, bytes)
            self._hear(message)

    def hear_all_saved(self) -> None:
        self.hear_until(lambda: self.saved == self.sent)

    def hear_close(self) -> int:
        """Hear until the socket closes. Returns the code."""
        try:
            self.hear_until(lambda: False)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
        raise AssertionError("It stays open.")

    def close(self) -> None:
        self._leaving.close()

    def _hear(self, message: bytes) -> None:
        reader = Reader(message)
        kind = reader.number()
        if kind == protocol.SYNC:
            step, data = reader.number(), reader.block()
            if step == protocol.STEP_1:
                self.send(protocol.sync(protocol.STEP_2, self.doc.get_update(data)))
                self.sent += 1
            else:
                self.doc.apply_update(data)
                self._words.clear()
        elif kind == protocol.SAVED:
            self.saved = reader.number()
        elif kind == protocol.HELLO:
            self.hello = json.loads(reader.text())
        elif kind == protocol.NOTICE:
            self.notice = json.loads(reader.text())
        elif kind == protocol.AWARENESS:
            for one in protocol.read_awareness(reader.block(), most=100):
                self.people[one.client] = one.state


class Serving(uvicorn.Server):
    """uvicorn in a thread, on a port of its own."""

    def __init__(self, app: Any) -> None:
        super().__init__(uvicorn.Config(app, port=0, log_level="error", ws="websockets-sansio"))

    def install_signal_handlers(self) -> None:
        """A thread has none."""

    @contextmanager
    def running(self) -> Iterator[str]:
        thread = threading.Thread(target=self.run, daemon=True)
        thread.start()
        until = time.monotonic() + PATIENCE
        while not self.started and time.monotonic() < until:
            time.sleep(0.01)
        port = self.servers[0].sockets[0].getsockname()[1]
        try:
            yield f"ws://127.0.0.1:{port}"
        finally:
            self.should_exit = True
            thread.join(PATIENCE)


def live_side() -> Starlette:
    """The sockets alone, without the pages."""

    @asynccontextmanager
    async def lifetime(_app: Any) -> AsyncIterator[None]:
        hub.start()
        listener = Listener()
        listener.start()
        listener.wait_until_it_hears()
        yield
        listener.stop()
        listener.join(PATIENCE)
        hub.stop()

    return Starlette(routes=[Mount("/live", routes=routes)], lifespan=lifetime)
