"""Who is here in the other processes: told through the hub."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable, Iterable
from typing import Any, Final

from manyhands.collab import store
from manyhands.web.live.database import in_database
from manyhands.web.live.hub import publish

from .presence import Presence
from .protocol import ClientState

PAUSE: Final = 0.1  # a caret that runs is told of so often
# Bytes of a state as it is written on the way: a word between processes is short, and a caret takes some hundred.
LONGEST_TOLD: Final = 3000
OWN_NAME: Final = uuid.uuid4().hex


class Neighbours:
    """Tells the other processes of this room's carets, and hears of theirs."""

    def __init__(
        self, room_id: int, presence: Presence, show: Callable[[list[ClientState]], None]
    ) -> None:
        self._topic = store.topic_of(room_id)
        self._presence = presence
        self._show = show
        self._waiting: dict[int, ClientState] = {}
        self._has_news = asyncio.Event()

    def tell(self, states: Iterable[ClientState]) -> None:
        """Have the others told, a moment later; of one caret only the newest place."""
        self._waiting.update({one.client: one for one in states})
        self._has_news.set()

    async def tell_forever(self) -> None:
        await in_database(publish, self._topic, store.PRESENCE, {"from": OWN_NAME, "asks": True})
        while True:
            await self._has_news.wait()
            await asyncio.sleep(PAUSE)
            self._has_news.clear()
            told, self._waiting = list(self._waiting.values()), {}
            for one in told:
                facts = {"from": OWN_NAME, "state": [one.client, one.clock, one.state]}
                if len(json.dumps(facts)) < LONGEST_TOLD:
                    await in_database(publish, self._topic, store.PRESENCE, facts)

    def hear(self, facts: dict[str, Any]) -> None:
        if facts.get("from") == OWN_NAME:
            return
        if facts.get("asks"):
            self.tell(self._presence.own())
            return
        client, clock, state = facts["state"]
        heard = ClientState(client, clock, state)
        if self._presence.hear(heard, process=facts["from"]):
            self._show([heard])
