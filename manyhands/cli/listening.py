"""The socket in front, and the processes behind it."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from uvicorn.supervisors import Multiprocess

# How long a process looks away from the socket after it let somebody in: so much for each line that it holds, and no
# longer than that.
FOR_EACH_LINE: Final = 0.0005
LONGEST_PAUSE: Final = 0.005


class TakingTurns(asyncio.SelectorEventLoop):
    """An event loop that lets in one visitor at each turn, and then leaves the next to whoever holds fewer.

    asyncio lets in all who wait: where processes share a socket, whoever looks first would keep a whole crowd for as
    long as its lines are held open, while the others have nothing to do.
    """

    async def create_server(self, *args: Any, backlog: int = 100, **named: Any) -> asyncio.Server:
        # To asyncio the backlog is also how many it lets in at a turn; the kernel is told ours afterwards.
        server = await super().create_server(*args, backlog=1, **named)
        if sock := named.get("sock"):
            sock.listen(backlog)
        return server

    def _accept_connection(self, make: Any, sock: socket.socket, *more: Any) -> None:
        # Where no more files may be opened asyncio itself looks away, for longer: then nothing is to be taken away.
        super()._accept_connection(make, sock, *more)  # type: ignore[misc]
        if self._remove_reader(sock.fileno()):  # type: ignore[attr-defined]
            held = len(self._transports)  # type: ignore[attr-defined]
            pause = min(held * FOR_EACH_LINE, LONGEST_PAUSE)
            self.call_later(pause, self._look_again, make, sock, *more)

    def _look_again(self, make: Any, sock: socket.socket, *more: Any) -> None:
        if sock.fileno() >= 0:  # the server may have closed it meanwhile
            self._start_serving(make, sock, *more)  # type: ignore[attr-defined]


class Listening(uvicorn.Config):
    """uvicorn's configuration, for several processes that share a socket.

    A socket that uvicorn binds for its processes names no protocol, so that asyncio does not turn off the waiting for
    a fuller packet: each page would come 40 ms later. Connections inherit what the listening socket says.
    """

    def get_loop_factory(self) -> Callable[[], asyncio.AbstractEventLoop] | None:
        return TakingTurns if self.workers > 1 else super().get_loop_factory()

    def bind_socket(self) -> socket.socket:
        bound = super().bind_socket()
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return bound


def run(config: Listening) -> None:
    """Serve until told to stop."""
    if config.workers > 1:
        Multiprocess(config, sockets=[config.bind_socket()]).run()
        return
    server = uvicorn.Server(config)
    server.run()
    if not server.started:
        sys.exit(1)
