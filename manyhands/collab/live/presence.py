"""Who is here, and where their caret stands. Kept in memory only; gone when they go."""

from __future__ import annotations

import time
from typing import Any, Final

from .door import Guest
from .protocol import ClientState, Garbage

SILENT: Final = 40.0  # seconds; a browser says every 15 that it is still there
MOST_CLIENTS: Final = 3  # a tab that reconnects may still speak for its former self


class Presence:
    """The states of the clients in one room."""

    def __init__(self) -> None:
        self._states: dict[int, ClientState] = {}
        # Who speaks for a client: a seat here or the name of another process; and whose client it is.
        self._owners: dict[int, tuple[object, int]] = {}
        self._heard_at: dict[int, float] = {}

    def all(self) -> list[ClientState]:
        """Everybody; but not those of whom another process has long said nothing."""
        limit = time.monotonic() - SILENT
        return [
            one for one in self._states.values() if self._heard_at.get(one.client, limit) >= limit
        ]

    def own(self) -> list[ClientState]:
        """Those who are connected to this process."""
        return [one for one in self._states.values() if one.client not in self._heard_at]

    def hear(self, one: ClientState, *, process: str) -> bool:
        """Remember what another process says of its client. Returns whether that is news."""
        held, _ = self._owners.get(one.client, (process, 0))
        if not isinstance(held, str) or not self._is_newer(one):
            return False
        person_id = ((one.state or {}).get("user") or {}).get("id", 0)
        self._remember(one, process, person_id)
        self._heard_at[one.client] = time.monotonic()
        return True

    def take(self, states: list[ClientState], *, owner: object, guest: Guest) -> list[ClientState]:
        """Remember what a connection says of its own clients, under the guest's true name.

        Returns what is news to the others. What is said about other people's clients is not heard.
        """
        news = [
            ClientState(one.client, one.clock, _signed(one.state, guest))
            for one in states
            if self._may_speak(one.client, owner, guest) and self._is_newer(one)
        ]
        for one in news:
            self._remember(one, owner, guest.person_id)
            self._heard_at.pop(one.client, None)
        if sum(1 for held, _ in self._owners.values() if held is owner) > MOST_CLIENTS:
            raise Garbage("One connection speaks for too many.")
        return news

    def leave(self, owner: object) -> list[ClientState]:
        """Forget a connection's clients. Returns their farewell."""
        gone = [client for client, (held, _) in self._owners.items() if held is owner]
        farewell = []
        for client in gone:
            del self._owners[client]
            last = self._states.pop(client, None)
            if last is not None:
                farewell.append(ClientState(client, last.clock + 1, None))
        return farewell

    def _is_newer(self, one: ClientState) -> bool:
        known = self._states.get(one.client)
        if known is None:
            return one.state is not None
        return one.clock > known.clock or (one.state is None and one.clock == known.clock)

    def _remember(self, one: ClientState, owner: object, person_id: int) -> None:
        self._owners[one.client] = (owner, person_id)
        self._states[one.client] = one
        if one.state is None:
            del self._states[one.client]

    def _may_speak(self, client: int, owner: object, guest: Guest) -> bool:
        """A client speaks through its own connection, or through a newer one of the same person."""
        held, person_id = self._owners.get(client, (owner, guest.person_id))
        return held is owner or person_id == guest.person_id


def _signed(state: dict[str, Any] | None, guest: Guest) -> dict[str, Any] | None:
    return None if state is None else {**state, "user": guest.card()}
