"""How a word is written on its way to another process, and who in this one hears it.

A line says who speaks, on which channel, and the word: ``3f9a0c51 jobs desk``. It may be lost; then the channel
``missed`` says so, and everybody looks for themselves.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

log = logging.getLogger(__name__)

OWN_NAME: Final = secrets.token_hex(8)
NOBODY: Final = "-"  # what comes from nobody in particular is heard by all, the speaker too
_MISSED: Final = "missed"
SOMETHING_MISSED: Final = f"{NOBODY} {_MISSED} "


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one channel's words are for, and what to do when some may have been lost."""

    word: Callable[[str], None]
    missed: Callable[[], None]


_hearing: dict[str, Hearing] = {}


def hear(channel: str, word: Callable[[str], None], *, missed: Callable[[], None]) -> None:
    """Have ``word`` called for each word on ``channel``, and ``missed`` when some may have been lost. Any thread."""
    _hearing[channel] = Hearing(word, missed)


def line_of(channel: str, word: str, *, by: str) -> str:
    return f"{by} {channel} {word}"


def pass_on(line: str) -> None:
    """Give a line that came to whom it is for; never raises."""
    try:
        by, channel, word = line.split(" ", 2)
        if channel == _MISSED:
            for hearing in _hearing.values():
                hearing.missed()
        elif by != OWN_NAME and channel in _hearing:
            _hearing[channel].word(word)
    except Exception:  # another version's word must not make this process deaf
        log.exception("Another process said what is not understood: %.200r", line)
