"""The words spoken on a socket: those of y-protocols, and four of our own.

A message is a number and what belongs to it; numbers and lengths are lib0's variable-length integers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

SYNC: Final = 0
AWARENESS: Final = 1
ASK_AWARENESS: Final = 3
HELLO: Final = 10  # server: which copy of the document this is, who you are, the shape it speaks
SAVED: Final = (
    11  # server: so many of your changes are committed, and the state that they belong to
)
NOTICE: Final = 12  # server: why the socket is about to close, in words

LONGEST_STATE: Final = 4096  # characters of what one tab shows of itself

STEP_1: Final = 0  # "this is what I have"
STEP_2: Final = 1  # "this is what you lack"
UPDATE: Final = 2


class Garbage(ValueError):
    """What came is no message."""


class Reader:
    """Reads a message from its beginning. Raises Garbage where it does not fit."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._data)

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def byte(self) -> int:
        self.skip(1)
        return self._data[self._at - 1]

    def skip(self, count: int) -> None:
        if count > self.left:
            raise Garbage("It ends too soon.")
        self._at += count

    def number(self) -> int:
        value = shift = 0
        while True:
            if self._at >= len(self._data) or shift > 63:
                raise Garbage("A number does not end.")
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def block(self) -> bytes:
        length = self.number()
        self.skip(length)
        return self._data[self._at - length : self._at]

    def text(self) -> str:
        try:
            return self.block().decode()
        except UnicodeDecodeError as error:
            raise Garbage("A text is not UTF-8.") from error


def number(value: int) -> bytes:
    written = bytearray()
    while value > 127:
        written.append(128 | (value & 127))
        value >>= 7
    written.append(value)
    return bytes(written)


def block(data: bytes) -> bytes:
    return number(len(data)) + data


def sync(step: int, data: bytes) -> bytes:
    return bytes([SYNC, step]) + block(data)


def hello(facts: dict[str, Any]) -> bytes:
    return bytes([HELLO]) + block(json.dumps(facts).encode())


def notice(facts: dict[str, Any]) -> bytes:
    return bytes([NOTICE]) + block(json.dumps(facts).encode())


def saved(count: int, state: bytes, at: int) -> bytes:
    """``count`` changes of this connection are committed; ``at`` in milliseconds since 1970."""
    return bytes([SAVED]) + number(count) + block(state) + number(at)


@dataclass(frozen=True, slots=True)
class ClientState:
    """What one browser tab shows of itself: caret, name. ``state`` is None once it has gone."""

    client: int
    clock: int
    state: dict[str, Any] | None


def awareness(states: list[ClientState]) -> bytes:
    body = number(len(states))
    for one in states:
        body += number(one.client) + number(one.clock) + block(json.dumps(one.state).encode())
    return bytes([AWARENESS]) + block(body)


def read_awareness(data: bytes, *, most: int) -> list[ClientState]:
    """The states in an awareness update. Raises Garbage when there are more than ``most``."""
    reader = Reader(data)
    count = reader.number()
    if count > most:
        raise Garbage("One connection speaks for too many.")
    return [ClientState(reader.number(), reader.number(), _state(reader)) for _ in range(count)]


def _state(reader: Reader) -> dict[str, Any] | None:
    try:
        state = json.loads(reader.text())
        written = json.dumps(state, allow_nan=False)  # no browser reads NaN
    except (ValueError, RecursionError) as error:
        raise Garbage("A state is not JSON.") from error
    if state is not None and not isinstance(state, dict):
        raise Garbage("A state is an object or null.")
    if len(written) > LONGEST_STATE:  # passed on it may be longer than it came: "1e15"
        raise Garbage("A state is too long.")
    return state
