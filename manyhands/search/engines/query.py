from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: any of ``words`` counts; the last one typed also counts as a beginning.

    ``documents``: how many hold it, or the sum where there are several words.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A document and how well it fits: greater is better, comparable among those that hold all the words, and among
    those that hold some."""

    document_id: int
    score: float
    holds_all: bool


@dataclass(frozen=True, slots=True)
class Most:
    """How many are wanted: ``all`` of either kind at most, and as many as are ``enough`` for a page."""

    all: int
    enough: int


class Engine(Protocol):
    """What either database has to answer."""

    def match(
        self, terms: Sequence[Term], telling: Sequence[Term], *, kinds: Sequence[str], most: Most
    ) -> list[Match]:
        """Documents of these kinds that hold all of the terms (no terms: none), the best first; where these are fewer
        than enough, then those that hold any of what is telling. One query, whatever is there."""

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
# Weighing reads all documents of each word. Where even the rarest is in so many, those with all of them in the title
# come first, and the rest as it comes.
FREQUENT: Final = 10_000
# So long a word has three parts of three letters or more.
LONG: Final = 9
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


def parts_of(word: str) -> list[str]:
    """A long word in three parts, of which two slips leave one whole: "timetable" -> ["tim", "eta", "ble"]."""
    if len(word) < LONG:
        return []
    cuts = [round(len(word) * part / 3) for part in range(4)]
    return [word[begin:end] for begin, end in pairwise(cuts)]
