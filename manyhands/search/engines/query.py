from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: any of ``words`` counts; the last one typed also counts as a beginning.

    ``documents``: about how many hold it, at most; ``whole``: how many hold the word as it was typed; ``weight``: the
    rarer, the more it says about what holds it.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    documents: int = 0
    whole: int = 0
    weight: float = 1.0


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


class Near(NamedTuple):
    """A word that may have been meant by the one at this place, and how many documents hold it."""

    place: int
    word: str
    documents: int


class Engine(Protocol):
    """What either database has to answer."""

    def match(
        self, terms: Sequence[Term], telling: Sequence[Term], *, kinds: Sequence[str], most: Most
    ) -> list[Match]:
        """Documents of these kinds that hold all of the terms (no terms: none), the best first; where these are fewer
        than enough, then those that hold any of what is telling. One query, whatever is there."""

    def near_words(self, words: Sequence[str], *, limit: int) -> list[Near]:
        """For each of ``words`` the known ones that may be as few slips away as are forgiven (they share a variant and
        are about as long), and up to ``limit`` that hold it. One query."""

    def index(self, document_ids: Sequence[int]) -> None:
        """Take these documents, new or changed, into the index."""

    def forget(self, document_ids: Sequence[int]) -> None:
        """Drop these documents from the index, before their rows go."""

    def unindexed(self) -> list[int]:
        """The ids of documents that the index does not hold as they are, and of those it holds that are gone."""

    def index_words(self, words: Sequence[str]) -> None:
        """Let these new words be found by their variants and by what they hold."""

    def forget_words(self, words: Sequence[str]) -> None:
        """Drop these words, which stand nowhere any more, from all that the engine keeps, before their rows go."""

    def unindexed_words(self) -> int:
        """How many words are not found by their variants."""

    def refill_words(self) -> None:
        """Make what words are found by anew from the words that are there."""

    def refill(self) -> None:
        """Make the engine's own index anew from the documents and words that are there."""


# At most so many documents are weighed: whatever is in more says little about what is looked for.
LOOKED_AT: Final = 3000
# A word in so many documents is not weighed, since that reads all of them.
FREQUENT: Final = 5_000
# What is part of a longer word is looked for from here on.
SHORTEST_PART: Final = 4
