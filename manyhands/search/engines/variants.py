"""By what a mistyped word is found: a slip leaves most of its letters as they are."""

from __future__ import annotations

from itertools import combinations
from typing import Final

# In shorter words than four letters hardly anything would be left; in up to five one slip is forgiven.
SHORTEST: Final = 3
SHORT: Final = 5
# What comes later in a word is judged when it has been found.
FIRST: Final = 7


def slips_forgiven(word: str) -> int:
    return 1 if len(word) <= SHORT else 2


def variants_of(word: str) -> list[str]:
    """Its beginning with as many letters left out as slips are forgiven, or fewer: "gate" -> "gate", "ate", "gte",
    "gae", "gat". Two words so few slips apart share one of them. At most 29; none of a word of two letters."""
    if len(word) < SHORTEST:
        return []
    first = word[:FIRST]
    kept = (
        combinations(first, len(first) - missing) for missing in range(slips_forgiven(word) + 1)
    )
    return sorted({"".join(letters) for some in kept for letters in some})
