"""The rooms that are open in this process: opened by the first who comes, drawn together after the last."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from manyhands.collab import store
from manyhands.collab.models import Room
from manyhands.web.errors import cannot_write
from manyhands.web.live.database import in_database
from manyhands.web.live.hub import BYE, Subscription, hub

from .door import Closed, Code
from .room import LiveRoom
from .seat import Seat

log = logging.getLogger(__name__)

LINGER: Final = 3.0  # seconds that an empty room waits for somebody who only reloads the page


class Rooms:
    """Belongs to the event loop. A room that fails is closed: its people come back and find every word."""

    def __init__(self) -> None:
        self._rooms: dict[str, LiveRoom] = {}
        self._lives: set[asyncio.Task[None]] = set()
        # Told how many rooms are open, whenever that changes.
        self.tell: Callable[[float], None] = lambda number: None

    async def enter(self, key: str, room_id: int, seat: Seat) -> LiveRoom:
        """Take a seat in the room. Raises Closed when there is none."""
        room = self._rooms.get(key)
        if room is None:
            room = self._rooms[key] = LiveRoom(key, room_id)
            self.tell(len(self._rooms))
            life = asyncio.create_task(self._live(room))
            self._lives.add(life)
            life.add_done_callback(self._lives.discard)
        room.sit_down(seat)
        try:
            await room.opened()
        except BaseException:
            room.stand_up(seat)
            raise
        return room

    async def _live(self, room: LiveRoom) -> None:
        why = Code.TRY_AGAIN
        try:
            with hub.subscribe({store.topic_of(room.room_id)}) as messages:
                await room.open()
                async with asyncio.TaskGroup() as together:
                    together.create_task(room.write_forever())
                    together.create_task(_follow(room, messages))
                    together.create_task(room.neighbours.tell_forever())
                    together.create_task(self._end_when_empty(room))
        except* _Ended:
            log.debug("The room %s is empty.", room.key)
        except* Room.DoesNotExist:
            why = Code.GONE  # deleted while a change was on its way
        except* Exception as errors:
            if errors.subgroup(cannot_write):
                why = (
                    Code.NO_ROOM
                )  # the disk is full, or may only be read: each browser keeps its words
            log.exception("The room %s is closed after an error.", room.key)
        finally:
            self._forget(room)
            room.close(Closed(why))

    async def _end_when_empty(self, room: LiveRoom) -> None:
        while True:
            await room.emptied()
            await asyncio.sleep(LINGER)
            await room.settled()
            if not room.seats:
                await in_database(store.compact, room.key)
            if not room.seats:
                self._forget(room)  # from now on, who comes opens a new one
                raise _Ended

    def _forget(self, room: LiveRoom) -> None:
        if self._rooms.get(room.key) is room:
            del self._rooms[room.key]
            self.tell(len(self._rooms))


class _Ended(Exception):
    """Nobody is left in the room."""


async def _follow(room: LiveRoom, messages: Subscription) -> None:
    """Do what is told of the room: by other processes, by the server's own edits, by a process that stops."""
    async for message in messages:
        if message.name == store.ROOM_GONE:
            room.say_goodbye(Closed(Code.GONE))
        elif message.name == BYE:
            room.say_goodbye(Closed(Code.RESTARTING))
        elif message.name == store.PRESENCE:
            room.neighbours.hear(message.data)
        else:
            await room.pull(message.data.get("upto"))


rooms: Final = Rooms()
