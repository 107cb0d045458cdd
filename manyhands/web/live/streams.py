"""How many pages one person may have open at once: the oldest gives way to the newest."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from .hub import BYE, Message, Subscription

MOST_STREAMS: Final = 12
_open: Final[defaultdict[int, deque[Subscription]]] = defaultdict(deque)


@contextmanager
def one_more(person_id: int, subscription: Subscription) -> Iterator[None]:
    """Count this stream while it lasts; past the limit, the person's oldest is told goodbye."""
    own = _open[person_id]
    own.append(subscription)
    if len(own) > MOST_STREAMS:
        own.popleft().put(Message(topic="", name=BYE, data={"reason": "too-many"}))
    try:
        yield
    finally:
        if subscription in own:
            own.remove(subscription)
        if not own:
            _open.pop(person_id, None)
