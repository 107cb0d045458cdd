"""Answers remembered for a moment, in this process: counts that read every row there is and need not be exact."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST: Final = 2000
_memories: list[OrderedDict[Any, tuple[float, Any]]] = []
_lock = Lock()
_standing: float | None = None


def remembered(
    seconds: float, key: Callable[..., Hashable] = lambda *args, **named: args
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """What the function answered for this ``key`` less than so many seconds ago, else what it answers now.

    ``key`` makes of the arguments what tells one answer from another (a person's id rather than the person).
    """

    def remember(answer: Callable[P, R]) -> Callable[P, R]:
        memory: OrderedDict[Any, tuple[float, Any]] = OrderedDict()
        _memories.append(memory)

        @wraps(answer)
        def recalled(*args: P.args, **named: P.kwargs) -> R:
            about = key(*args, **named)
            known = memory.get(about)
            if known and ticks() - known[0] < seconds:
                said: R = known[1]
                return said
            said = answer(*args, **named)
            with _lock:
                memory[about] = (ticks(), said)
                memory.move_to_end(about)
                while len(memory) > MOST:
                    memory.popitem(last=False)
            return said

        return recalled

    return remember


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
