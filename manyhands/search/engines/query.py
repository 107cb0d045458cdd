from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


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

    def similar_words(self, words: Sequence[str], *, limit: int) -> list[str]:
        """Indexed words that share a piece of three letters with one of ``words``: up to ``limit`` for each."""

    def index(self, document_ids: Sequence[int]) -> None:
        """Take these documents, new or changed, into the index."""

    def forget(self, document_ids: Sequence[int]) -> None:
        """Drop these documents from the index, before their rows go."""

    def unindexed(self) -> list[int]:
        """The ids of documents that the index does not hold as they are, and of those it holds that are gone."""

    def index_words(self, words: Sequence[str]) -> None:
        """Take these new words into the index of pieces."""

    def refill(self) -> None:
        """Make the engine's own index anew from the documents and words that are there."""


def pieces_of(word: str) -> list[str]:
    """Its stretches of three letters: "gate" -> ["gat", "ate"]."""
    return [word[i : i + 3] for i in range(len(word) - 2)]
