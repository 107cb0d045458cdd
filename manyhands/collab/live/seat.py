"""One socket in a room: what waits to be sent, and what was promised."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from . import protocol
from .door import Closed, Code, Guest
from .limits import MOST_WAITING

LONGEST_REASON: Final = 120  # bytes; a close frame holds 123


class Seat:
    """A person's place in a room. Never waits for the network when others speak to it."""

    guest: Guest  # known once the door is passed

    def __init__(self, socket: WebSocket) -> None:
        self.committed = 0  # changes that came through this socket and are rows now
        self._socket = socket
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._waiting_bytes = 0
        self._closed: asyncio.Future[Closed] = asyncio.get_running_loop().create_future()

    def send(self, message: bytes) -> None:
        """Have the message sent; who reads too slowly loses the seat, and finds everything on return."""
        self._waiting_bytes += len(message)
        if self._waiting_bytes > MOST_WAITING:
            self.close(Closed(Code.TOO_SLOW))
        else:
            self._waiting.put_nowait(message)

    def close(self, why: Closed) -> None:
        """Have the socket closed, after what already waits."""
        if not self._closed.done():
            self._closed.set_result(why)

    async def closed(self) -> Closed:
        return await asyncio.shield(self._closed)

    async def send_forever(self) -> None:
        try:
            while True:
                message = await self._waiting.get()
                await self._socket.send_bytes(message)
                self._waiting_bytes -= len(message)
        except (WebSocketDisconnect, RuntimeError):  # it closed while we spoke
            self.close(Closed(Code.LEFT))

    async def say_farewell(self, why: Closed) -> None:
        """Send what waits, the reason in words, and close."""
        if why.code == Code.LEFT:
            return
        try:
            while not self._waiting.empty() and why.code != Code.TOO_SLOW:
                await self._socket.send_bytes(self._waiting.get_nowait())
            facts = {"code": int(why.code), "sentence": why.sentence}
            await self._socket.send_bytes(protocol.notice(facts))
            await self._socket.close(why.code, _fitting(why.sentence))
        except (WebSocketDisconnect, RuntimeError):
            return  # nobody listens any more


def _fitting(sentence: str) -> str:
    return sentence.encode()[:LONGEST_REASON].decode(errors="ignore")
