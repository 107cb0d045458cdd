"""The sentences of a block, for whoever cannot or will not choose its words with a pointer."""

from __future__ import annotations

import re
from typing import Final

MOST: Final = 12
LONGEST: Final = 300  # letters, as of what is chosen with a pointer
_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")


def sentences_of(text: str) -> list[str]:
    """Those that stand there once, word for word; nothing where there is no choice."""
    parts = [part.strip() for part in _END.split(text)]
    found = [part for part in parts if part and len(part) <= LONGEST and text.count(part) == 1]
    return found[:MOST] if len(found) > 1 else []
