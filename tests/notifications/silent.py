"""A mail server that takes the line and then says nothing, as one does whose machine hangs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class SilentServer:
    """Holds every line open. ``was_called``: somebody waits for its greeting."""

    def __init__(self) -> None:
        self.was_called = threading.Event()
        self._lines: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._take_lines, daemon=True).start()

    def _take_lines(self) -> None:
        while True:
            try:
                line, _whence = self._door.accept()
            except OSError:  # closed
                return
            self._lines.append(line)
            self.was_called.set()

    def close(self) -> None:
        self._door.close()
        for line in self._lines:
            line.close()


@contextmanager
def open_silent_server() -> Iterator[SilentServer]:
    server = SilentServer()
    try:
        yield server
    finally:
        server.close()
