"""The socket in front, and the processes behind it."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess


class TakingTurns(asyncio.SelectorEventLoop):
    """An event loop that lets in one visitor at each turn.

    asyncio lets in all who wait: where processes share a socket, whoever looks first would keep a whole crowd for as
    long as its lines are held open, while the others have nothing to do.
    """

    async def create_server(self, *args: Any, backlog: int = 100, **named: Any) -> asyncio.Server:
        # To asyncio the backlog is also how many it lets in at a turn; the kernel is told ours afterwards.
        server = await super().create_server(*args, backlog=1, **named)
        if sock := named.get("sock"):
            sock.listen(backlog)
        return server


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
