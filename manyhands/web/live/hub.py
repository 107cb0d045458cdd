"""What changed, told to the pages that are open, in this process and in the others over the same database.

Messages say that something changed, never what it says now: a page asks for its fragment again, and is answered by
the same rules as ever. So a message may come twice or be made up for by "resync", and no private word travels here.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from manyhands.journal.between import hear, tell
from manyhands.kernel.clock import milliseconds

CHANNEL: Final = "live"
RESYNC: Final = "resync"  # something may have been missed: ask for everything again
RIGHTS: Final = "rights"  # somebody's rights changed: ask the rules again
BYE: Final = "bye"  # this stream ends; its data says why
# Told at each key stroke in a shared draft; who comes back asks the room itself.
FLEETING: Final = "room:"
QUEUE_LENGTH: Final = 200
REMEMBERED: Final = 2000
# Milliseconds told again to who comes back: clocks and reads are not one instant.
OVERLAP: Final = 1000


def publish(topic: str, name: str, data: dict[str, Any] | None = None) -> None:
    """Tell who follows ``topic`` ("course:12") that ``name`` ("feedback") changed, once this transaction commits."""
    message = Message(topic=topic, name=name, data=data or {})
    tell(CHANNEL, message.as_json())


def rights_changed(person_id: int) -> None:
    """Have each open stream of this person asked for its rights again, once this transaction commits."""
    publish(f"person:{person_id}", RIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """``at``: when it was told, in milliseconds since 1970; a page that comes back says what it saw last."""

    topic: str
    name: str
    data: dict[str, Any] = field(default_factory=dict)
    at: int = 0

    def as_json(self) -> str:
        facts = {"topic": self.topic, "name": self.name, "data": self.data}
        return json.dumps(facts, separators=(",", ":"))


class Subscription:
    """What one follower has not read yet; when it reads too slowly, one "resync" stands for all."""

    def __init__(self, topics: set[str]) -> None:
        self.topics = topics
        self._waiting: asyncio.Queue[Message] = asyncio.Queue(QUEUE_LENGTH)

    def put(self, message: Message) -> None:
        if self._waiting.full():
            while not self._waiting.empty():
                self._waiting.get_nowait()
            message = Message(topic="", name=RESYNC, at=message.at)
        self._waiting.put_nowait(message)

    async def next(self, *, within: float | None = None) -> Message | None:
        """The next message; None when none came ``within`` so many seconds."""
        # Not wait_for: before Python 3.12 it may swallow a cancellation that comes together with a message.
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                return await self._waiting.get()
        return None

    async def __aiter__(self) -> AsyncIterator[Message]:
        while True:
            yield await self._waiting.get()


class Hub:
    """The followers of this process. Everything but ``tell`` belongs to the event loop's thread."""

    def __init__(self) -> None:
        self._followers: defaultdict[str, set[Subscription]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._recent: deque[Message] = deque(maxlen=REMEMBERED)
        self._remembers_since = 0

    def start(self) -> None:
        """Begin to pass on, in the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._forget()

    def stop(self) -> None:
        self._loop = None

    def say_goodbye(self) -> None:
        """End every stream, since this process is about to stop. From any thread, also from a signal's handler."""
        self._in_loop(self._tell_all, BYE, {"reason": "closing"})

    def tell(self, message: Message) -> None:
        """Pass ``message`` on to this process's followers, from any thread."""
        self._in_loop(self._pass_on, message)

    def hear(self, word: str) -> None:
        """Pass on what was published, here or in another process."""
        self.tell(Message(**json.loads(word)))

    def missed(self) -> None:
        """Some words of other processes may be lost: every page asks again."""
        self._in_loop(self._resync_everybody)

    @contextmanager
    def subscribe(
        self, topics: set[str], *, since: int | None = None, overlap: int = OVERLAP
    ) -> Iterator[Subscription]:
        """Follow ``topics``; with ``since``, beginning with what was told after that moment, or just before."""
        subscription = Subscription(topics)
        for topic in topics:
            self._followers[topic].add(subscription)
        if since is not None:
            self._catch_up(subscription, since, overlap)
        try:
            yield subscription
        finally:
            self._leave(subscription)

    def _leave(self, subscription: Subscription) -> None:
        for topic in subscription.topics:
            self._followers[topic].discard(subscription)
            if not self._followers[topic]:
                del self._followers[topic]

    def _catch_up(self, subscription: Subscription, since: int, overlap: int) -> None:
        # Later than now: the clock was put back, and what came since cannot be told from what was heard.
        if since < self._remembers_since or since > milliseconds() + OVERLAP:
            subscription.put(Message(topic="", name=RESYNC, at=milliseconds()))
            return
        for message in self._recent:
            if message.at > since - overlap and message.topic in subscription.topics:
                subscription.put(message)

    def _pass_on(self, message: Message) -> None:
        message = Message(
            topic=message.topic, name=message.name, data=message.data, at=milliseconds()
        )
        if not message.topic.startswith(FLEETING):
            self._remember(message)
        for subscription in self._followers.get(message.topic, ()):
            subscription.put(message)

    def _remember(self, message: Message) -> None:
        if len(self._recent) == REMEMBERED:
            self._remembers_since = self._recent[0].at
        self._recent.append(message)

    def _resync_everybody(self) -> None:
        self._forget()
        self._tell_all(RESYNC, {})

    def _tell_all(self, name: str, data: dict[str, Any]) -> None:
        for subscription in {one for group in self._followers.values() for one in group}:
            subscription.put(Message(topic="", name=name, data=data, at=milliseconds()))

    def _forget(self) -> None:
        self._recent.clear()
        self._remembers_since = milliseconds()

    def _in_loop(self, function: Any, *arguments: Any) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():  # nobody can be following
            return
        with suppress(RuntimeError):  # it closed just now
            loop.call_soon_threadsafe(function, *arguments)


hub: Final = Hub()
hear(CHANNEL, hub.hear, missed=hub.missed)
