"""Answers remembered for a moment, in this process: counts that read every row there is and need not be exact."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from threading import Lock
from typing import Any, Final, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST: Final = 2000
_memories: list[OrderedDict[Any, tuple[float, Any]]] = []
_lock = Lock()
_standing: float | None = None


def remembered(
    seconds: float, key: Callable[..., Hashable] = lambda *args, **named: args
) -> Callable[[Callable[P, R]], Remembered[P, R]]:
    """What the function answered for this ``key`` less than so many seconds ago, else what it answers now.

    ``key`` makes of the arguments what tells one answer from another (a person's id rather than the person).
    """
    return lambda answer: Remembered(answer, seconds, key)


class Remembered(Generic[P, R]):
    """A function whose answers are remembered."""

    def __init__(
        self, answer: Callable[P, R], seconds: float, key: Callable[..., Hashable]
    ) -> None:
        self._answer = answer
        self._seconds = seconds
        self._key = key
        self._memory: OrderedDict[Hashable, tuple[float, R]] = OrderedDict()
        _memories.append(self._memory)
        update_wrapper(self, answer)

    def __call__(self, *args: P.args, **named: P.kwargs) -> R:
        about = self._key(*args, **named)
        known = self._since(about, self._seconds)
        if known is not None:
            return known[1]
        said = self._answer(*args, **named)
        with _lock:
            self._memory[about] = (ticks(), said)
            self._memory.move_to_end(about)
            while len(self._memory) > MOST:
                self._memory.popitem(last=False)
        return said

    def said(self, seconds: float, *args: P.args, **named: P.kwargs) -> R | None:
        """What it answered less than so many seconds ago, without asking anew."""
        known = self._since(self._key(*args, **named), seconds)
        return known[1] if known else None

    def forget(self, *args: P.args, **named: P.kwargs) -> None:
        """After something that changed this answer."""
        with _lock:
            self._memory.pop(self._key(*args, **named), None)

    def _since(self, about: Hashable, seconds: float) -> tuple[float, R] | None:
        known = self._memory.get(about)
        return known if known and ticks() - known[0] < seconds else None


def ticks() -> float:
    """Seconds that only ever go on: what is remembered grows old by them."""
    return time.monotonic() if _standing is None else _standing


@contextmanager
def standing_still() -> Iterator[None]:
    """Nothing remembered grows old in the block below: how much a test asks depends on no machine's speed."""
    global _standing
    _standing = time.monotonic()
    try:
        yield
    finally:
        _standing = None


def forget_all() -> None:
    """Between tests."""
    with _lock:
        for memory in _memories:
            memory.clear()
