"""How much one socket may say: enough for the quickest pen, not for a flood."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.utils.translation import gettext as _

from .door import Closed, Code

LONGEST_MESSAGE: Final = 4 * 1024 * 1024
LARGEST_DOCUMENT: Final = 8 * 1024 * 1024
MOST_SEATS: Final = 60  # in one room
MOST_TABS: Final = 20  # of one person, in all rooms of this process
MOST_WAITING: Final = 16 * 1024 * 1024  # bytes not yet taken by a slow reader

MESSAGES_PER_SECOND: Final = 100.0
MESSAGES_AT_ONCE: Final = 1000.0
BYTES_PER_SECOND: Final = 512.0 * 1024
BYTES_AT_ONCE: Final = 12.0 * 1024 * 1024


_tabs: Final[Counter[int]] = Counter()


@contextmanager
def one_more_tab(person_id: int) -> Iterator[None]:
    """Count this socket while it lasts. Raises Closed when its person has too many."""
    if _tabs[person_id] >= MOST_TABS:
        raise Closed(Code.TOO_MUCH, _("You write in too many windows. Close some of them."))
    _tabs[person_id] += 1
    try:
        yield
    finally:
        _tabs[person_id] -= 1
        if not _tabs[person_id]:
            del _tabs[person_id]


class Allowance:
    """A bucket that fills again with time: what may be said at once, and how much each second."""

    def __init__(self) -> None:
        self._messages = MESSAGES_AT_ONCE
        self._bytes = BYTES_AT_ONCE
        self._at = time.monotonic()

    def spend(self, size: int) -> None:
        """Count one message. Raises Closed when it is too long, or one too many."""
        if size > LONGEST_MESSAGE:
            raise Closed(Code.TOO_LARGE, _("That was too much at once."))
        moment = time.monotonic()
        passed, self._at = moment - self._at, moment
        self._messages = min(MESSAGES_AT_ONCE, self._messages + passed * MESSAGES_PER_SECOND) - 1
        self._bytes = min(BYTES_AT_ONCE, self._bytes + passed * BYTES_PER_SECOND) - size
        if self._messages < 0 or self._bytes < 0:
            raise Closed(Code.TOO_MUCH, _("That was too much at once."))
