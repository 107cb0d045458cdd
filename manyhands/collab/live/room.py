"""A shared document while people are in it: every change is a row before anybody hears of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext as _
from pycrdt import Doc, merge_updates

from manyhands.collab import store
from manyhands.kernel.clock import milliseconds
from manyhands.web.live.database import in_database

from . import gate, protocol
from .door import Closed, Code
from .limits import LARGEST_DOCUMENT, MOST_SEATS
from .neighbours import Neighbours
from .presence import Presence
from .protocol import ClientState
from .seat import Seat

COMPACT_AFTER: Final = 500
MOST_AT_ONCE: Final = 200
LONG_LOOK: Final = 64 * 1024  # bytes of an update that are looked through beside the event loop
NOTHING: Final = b"\x00\x00"  # an update without content


@dataclass(frozen=True, slots=True)
class Incoming:
    """A change on its way into the database."""

    seat: Seat
    data: bytes


class LiveRoom:
    """One document in the memory of this process. Belongs to the event loop."""

    def __init__(self, key: str, room_id: int) -> None:
        self.key = key
        self.room_id = room_id
        self.seats: set[Seat] = set()
        self.presence = Presence()
        self.neighbours = Neighbours(room_id, self.presence, self._show)
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._empty = asyncio.Event()
        self._doc: Doc[Any] = Doc()
        self._last_id = 0
        self._size = 0
        self._since_compaction = 0
        self._depth_at_most = gate.MOST_ELEMENTS  # unknown until the first new element comes
        # Bounded: who writes faster than the database keeps is made to wait by their own socket.
        self._incoming: asyncio.Queue[Incoming | None] = asyncio.Queue(MOST_AT_ONCE)

    async def open(self) -> None:
        """Fetch the document; who waits at the door comes in."""
        news = await in_database(store.news_after, self.room_id, 0)
        self._last_id = news.last_id
        self._apply(news.updates)
        self._opened.set_result(None)

    def close(self, why: Closed) -> None:
        """Send everybody away, those at the door too."""
        self.say_goodbye(why)
        if not self._opened.done():
            self._opened.set_exception(why)
            self._opened.exception()  # seen, also when nobody waits

    async def opened(self) -> None:
        await asyncio.shield(self._opened)

    async def emptied(self) -> None:
        await self._empty.wait()

    @property
    def state(self) -> bytes:
        return self._doc.get_state()

    def lacking(self, state: bytes) -> bytes:
        """What somebody lacks who has ``state``. Raises Garbage when it is no state."""
        try:
            return self._doc.get_update(state)
        except ValueError as error:
            raise protocol.Garbage("That is no state.") from error

    def sit_down(self, seat: Seat) -> None:
        if len(self.seats) >= MOST_SEATS:
            raise Closed(Code.TOO_MUCH, _("There are too many people in this draft."))
        self.seats.add(seat)
        self._empty.clear()

    def stand_up(self, seat: Seat) -> None:
        self.seats.discard(seat)
        if farewell := self.presence.leave(seat):
            self._show(farewell)
            self.neighbours.tell(farewell)
        if not self.seats:
            self._empty.set()

    def say(self, message: bytes, *, but: Seat | None = None) -> None:
        for seat in self.seats:
            if seat is not but:
                seat.send(message)

    def say_goodbye(self, why: Closed) -> None:
        for seat in self.seats:
            seat.close(why)

    def hear_presence(self, seat: Seat, states: list[ClientState]) -> None:
        """Show the others what a tab says of itself. Raises Garbage."""
        news = self.presence.take(states, owner=seat, guest=seat.guest)
        if news:
            self.say(protocol.awareness(news), but=seat)
            self.neighbours.tell(news)

    def _show(self, states: list[ClientState]) -> None:
        self.say(protocol.awareness(states))

    async def receive(self, seat: Seat, data: bytes) -> None:
        """Keep a change; returns when it has its place in the line. Raises Garbage, Closed."""
        await self._require_harmless(data)
        if not self._is_news(data):
            data = b""
        elif not store.is_update(data):
            raise protocol.Garbage("That is no update.")
        elif self._size + len(data) > LARGEST_DOCUMENT:
            raise Closed(Code.TOO_LARGE, _("This draft is too large. Divide it into two courses."))
        await self._incoming.put(Incoming(seat, data))

    async def _require_harmless(self, data: bytes) -> None:
        """Refuse what would end the process. Where elements may lie too deep by their number, they are looked at."""
        found = await _elements_in(data)
        if not found:
            return
        self._depth_at_most += found
        if (known := self._depth_at_most) <= gate.MOST_ELEMENTS:
            return
        await self.settled()
        copy: Doc[Any] = Doc()
        store.apply_all(copy, [self._doc.get_update(), data])
        gate.require_shallow(copy)
        came_meanwhile = self._depth_at_most - known
        self._depth_at_most = gate.DEEPEST_DOCUMENT + came_meanwhile

    async def pull(self, upto: int | None = None) -> None:
        """Have the writer look for rows that other processes, or the server itself, have written."""
        if upto is None or upto > self._last_id:
            await self._incoming.put(None)

    async def settled(self) -> None:
        """Wait until everything that came in is committed."""
        await self._incoming.join()

    async def write_forever(self) -> None:
        """Write what comes in, apply it, pass it on, and say that it is saved: in this order."""
        while True:
            batch = [await self._incoming.get()]
            while len(batch) < MOST_AT_ONCE and not self._incoming.empty():
                batch.append(self._incoming.get_nowait())
            await self._write([incoming for incoming in batch if incoming is not None])
            for _incoming in batch:
                self._incoming.task_done()
            if self._since_compaction > COMPACT_AFTER:
                self._since_compaction = 0
                await in_database(store.compact, self.key)

    async def _write(self, batch: list[Incoming]) -> None:
        merged = _merged(batch)
        changes = [store.Change(data, seat.guest.person_id) for seat, data in merged]
        if changes:
            news = await in_database(store.write_changes, self.key, changes, after=self._last_id)
        else:
            news = await in_database(store.news_after, self.room_id, self._last_id)
        self._take(news)
        for (seat, sent), kept in zip(merged, news.kept, strict=True):
            self._apply([kept])
            # First their word that it is saved: so a browser knows which of its words came before another's change.
            self._acknowledge([incoming for incoming in batch if incoming.seat is seat])
            self.say(protocol.sync(protocol.UPDATE, kept), but=seat if kept == sent else None)
        heard = {seat for seat, _ in merged}
        self._acknowledge([incoming for incoming in batch if incoming.seat not in heard])

    def _acknowledge(self, batch: list[Incoming]) -> None:
        moment = milliseconds()
        for seat, count in Counter(incoming.seat for incoming in batch).items():
            seat.committed += count
            seat.send(protocol.saved(seat.committed, self.state, moment))

    def _take(self, news: store.News) -> None:
        """Apply what others wrote, and pass it on."""
        if news.updates:
            self._depth_at_most = gate.MOST_ELEMENTS  # nobody here has looked at it
        self._last_id = news.last_id
        self._apply(news.updates)
        for update in news.updates:
            self.say(protocol.sync(protocol.UPDATE, update))

    def _apply(self, updates: list[bytes]) -> None:
        store.apply_all(self._doc, updates)
        self._size += sum(len(update) for update in updates)
        self._since_compaction += len(updates)

    def _is_news(self, data: bytes) -> bool:
        """A browser that comes back sends all its deletions again: they need no new row."""
        if data == NOTHING:
            return False
        if not data.startswith(b"\x00"):
            return True
        copy: Doc[Any] = Doc()
        copy.apply_update(self._doc.get_update())
        heard: list[Any] = []
        watching = copy.observe(heard.append)
        store.apply_all(copy, [data])
        copy.unobserve(watching)
        return bool(heard)


async def _elements_in(data: bytes) -> int:
    """As the gate counts them; much at once is counted beside the event loop."""
    if len(data) > LONG_LOOK:
        return await asyncio.to_thread(gate.elements_in, data)
    return gate.elements_in(data)


def _merged(batch: list[Incoming]) -> list[tuple[Seat, bytes]]:
    """One update for each seat: what it sent within a moment is one row."""
    with_content = [incoming for incoming in batch if incoming.data]
    by_seat = sorted(with_content, key=lambda incoming: id(incoming.seat))
    return [
        (seat, merge_updates(*(incoming.data for incoming in group)))
        for seat, group in groupby(by_seat, key=lambda incoming: incoming.seat)
    ]
