"""The socket in front, and the processes behind it."""

from __future__ import annotations

import socket
import sys

import uvicorn
from uvicorn.supervisors import Multiprocess


class Listening(uvicorn.Config):
    """uvicorn's configuration, whose answers leave at once also when several processes share the socket.

    A socket that uvicorn binds for its processes names no protocol, so that asyncio does not turn off the waiting for
    a fuller packet: each page would come 40 ms later. Connections inherit what the listening socket says.
    """

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
