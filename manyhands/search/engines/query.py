from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: any of ``words`` counts; the last one typed also counts as a beginning."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A document and how well it fits; greater is better, comparable within one query only."""

    document_id: int
    score: float


class Engine(Protocol):
    """What either database has to answer."""

    def match(
        self, terms: Sequence[Term], *, needs_all: bool, kinds: Sequence[str], limit: int
    ) -> list[Match]:
        """Documents of these kinds that hold all (or any) of the terms, the best first."""

    def similar_words(self, words: Sequence[str], *, limit: int) -> dict[str, int]:
        """Indexed words that share a piece of three letters with one of ``words``, up to ``limit`` for each, and those
        about as long as a short one that begin with its letter; with how many documents hold them. One query.
        """

    def index(self, document_ids: Sequence[int]) -> None:
        """Take these documents, new or changed, into the index."""

    def forget(self, document_ids: Sequence[int]) -> None:
        """Drop these documents from the index, before their rows go."""

    def unindexed(self) -> list[int]:
        """The ids of documents that the index does not hold as they are, and of those it holds that are gone."""

    def index_words(self, words: Sequence[str]) -> None:
        """Take these new words into the index of pieces."""

    def forget_words(self, words: Sequence[str]) -> None:
        """Drop these words, which stand nowhere any more, from the index of pieces and from all that it keeps."""

    def refill(self) -> None:
        """Make the engine's own index anew from the documents and words that are there."""


# At most so many documents are weighed: whatever is in more says little about what is looked for.
LOOKED_AT: Final = 3000
# Shorter words have too few pieces to be found by: there the first letter must be right.
SHORT: Final = 5
MOST_SHORT: Final = 300
ALIKE: Final = (
    "SELECT * FROM (SELECT word, documents FROM search_word "
    "WHERE word >= %s AND word < %s AND length(word) BETWEEN %s AND %s AND documents > 0 "
    "ORDER BY documents DESC LIMIT %s) AS alike"
)


def alike(words: Sequence[str]) -> tuple[list[str], list[str | int]]:
    """For each short word the SQL of those like it, and all their parameters."""
    spans = {(word[0], len(word)) for word in words if len(word) <= SHORT}
    given = [
        part
        for letter, size in sorted(spans)
        for part in (letter, chr(ord(letter) + 1), size - 1, size + 1, MOST_SHORT)
    ]
    return [ALIKE] * len(spans), given


def pieces_of(word: str) -> list[str]:
    """Its stretches of three letters: "gate" -> ["gat", "ate"]."""
    return [word[i : i + 3] for i in range(len(word) - 2)]
