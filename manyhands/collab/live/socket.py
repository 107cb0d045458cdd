"""``/live/rooms/{key}``: one browser tab in one shared draft."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from django.db import InterfaceError, OperationalError
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket

from manyhands.collab import store
from manyhands.collab.models import SCHEMA_VERSION
from manyhands.web.live.database import in_database
from manyhands.web.live.hub import BYE, hub
from manyhands.web.live.session import same_origin, session_key

from . import protocol
from .door import Admission, Closed, Code, admit, recognise
from .limits import Allowance, one_more_tab
from .presence import MOST_CLIENTS
from .protocol import Garbage, Reader
from .room import LiveRoom
from .rooms import rooms
from .seat import Seat

log = logging.getLogger(__name__)

RIGHTS_LAST: Final = 60.0
# Seconds in which an editor of an older build may hand over what it holds.
LAST_WORDS_WITHIN: Final = 10.0


async def room_socket(socket: WebSocket) -> None:
    """Admit, seat, talk, and say why it ends."""
    if not same_origin(socket):
        await socket.close()  # before it is accepted: the browser sees a plain 403
        return
    await socket.accept()
    key = socket.path_params["key"]
    seat = Seat(socket)
    try:
        admission = await in_database(admit, session_key(socket), key, _version(socket))
        seat.guest = admission.guest
        with one_more_tab(seat.guest.person_id):
            room = await rooms.enter(key, admission.room_id, seat)
            try:
                await Visit(socket, seat, room, admission).run()
            finally:
                room.stand_up(seat)
    except Closed as why:
        await seat.say_farewell(why)
    except (OperationalError, InterfaceError) as error:
        log.warning("Nobody can be let into the room %s: %s", key, error)
        await seat.say_farewell(Closed(Code.TRY_AGAIN))


routes: Final[list[BaseRoute]] = [WebSocketRoute("/rooms/{key}", room_socket)]


def _version(socket: WebSocket) -> int:
    told = socket.query_params.get("schema", str(SCHEMA_VERSION))
    return int(told) if told.isdecimal() and len(told) < 6 else 0


class Visit:
    """One socket from hello to farewell."""

    def __init__(self, socket: WebSocket, seat: Seat, room: LiveRoom, admission: Admission) -> None:
        self._socket = socket
        self._seat = seat
        self._room = room
        self._admission = admission
        self._is_ours = admission.speaks_our_version
        self._allowance = Allowance()

    async def run(self) -> None:
        self._greet()
        talks = [self._listen(), self._watch_rights(), self._seat.send_forever()]
        tasks = [asyncio.create_task(talk) for talk in talks]
        try:
            why = await self._seat.closed()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await self._seat.say_farewell(why)

    def _greet(self) -> None:
        self._seat.send(
            protocol.hello(
                {
                    "copy": self._admission.copy,
                    "schema": SCHEMA_VERSION,
                    "reload": not self._is_ours,
                    "person": self._seat.guest.card(),
                }
            )
        )
        self._seat.send(protocol.sync(protocol.STEP_1, self._room.state))
        if self._is_ours:
            self._seat.send(protocol.awareness(self._room.presence.all()))
        else:
            reload = Closed(Code.RELOAD)
            asyncio.get_running_loop().call_later(LAST_WORDS_WITHIN, self._seat.close, reload)

    async def _listen(self) -> None:
        """Hear until the socket closes; every ending is said to the seat."""
        try:
            while True:
                await self._hear(await self._next())
        except Closed as why:
            self._seat.close(why)
        except Garbage as what:
            log.info("Garbage in room %s: %s", self._room.key, what)
            self._seat.close(Closed(Code.GARBAGE))
        except Exception:
            log.exception("A visit to the room %s failed.", self._room.key)
            self._seat.close(Closed(Code.TRY_AGAIN))

    async def _next(self) -> bytes:
        message = await self._socket.receive()
        if message["type"] != "websocket.receive":
            raise Closed(Code.LEFT)
        data: bytes | None = message.get("bytes")
        if data is None:
            raise Garbage("Text where bytes are spoken.")
        self._allowance.spend(len(data))
        return data

    async def _hear(self, data: bytes) -> None:
        reader = Reader(data)
        kind = reader.number()
        if kind == protocol.SYNC:
            await self._hear_sync(reader.number(), reader.block())
        elif kind == protocol.AWARENESS:
            self._hear_awareness(reader.block())
        elif kind == protocol.ASK_AWARENESS:
            self._seat.send(protocol.awareness(self._room.presence.all()))
        else:
            raise Garbage("An unknown kind of message.")
        if not reader.is_at_end:
            raise Garbage("Something hangs behind a message.")

    async def _hear_sync(self, step: int, data: bytes) -> None:
        if step == protocol.STEP_1:
            if self._is_ours:
                lacking = self._room.lacking(data)
                self._seat.send(protocol.sync(protocol.STEP_2, lacking))
        elif step in (protocol.STEP_2, protocol.UPDATE):
            await self._room.receive(self._seat, data)
            if not self._is_ours:
                await self._room.settled()
                self._seat.close(Closed(Code.RELOAD))
        else:
            raise Garbage("An unknown step.")

    def _hear_awareness(self, data: bytes) -> None:
        if len(data) > protocol.LONGEST_STATE:
            raise Garbage("A state is too long.")
        states = protocol.read_awareness(data, most=MOST_CLIENTS)
        self._room.hear_presence(self._seat, states)

    async def _watch_rights(self) -> None:
        """Ask the rule again each minute, and when rights have changed."""
        guest = self._seat.guest
        topics = {f"person:{guest.person_id}", store.rights_topic_of(self._room.room_id)}
        with hub.subscribe(topics) as told:
            while True:
                message = await told.next(within=RIGHTS_LAST)
                if message is not None and message.name == BYE:
                    continue  # the room says goodbye
                try:
                    await in_database(recognise, guest.session_key, self._room.key)
                except Closed as why:
                    self._seat.close(why)
                    return
                except Exception:
                    log.exception("The rights in room %s cannot be asked for.", self._room.key)
                    self._seat.close(Closed(Code.TRY_AGAIN))
                    return
