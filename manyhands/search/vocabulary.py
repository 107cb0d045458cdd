"""Typos are mended in the vocabulary: an unknown word stands for its nearest known ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet
from rapidfuzz.distance import DamerauLevenshtein

from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.memory import remembered

from .counting import SHORTEST_WORD
from .engines import engine
from .engines.query import LOOKED_AT, SHORT, Term
from .models import Document, Word

# A word in more than this share of all documents says nothing about what is looked for.
COMMON: Final = 0.2
COMMON_FROM: Final = 50
# So many unknown words are mended, the longest first; so many candidates are looked at for each.
MENDED: Final = 4
CANDIDATES: Final = 40
NO_WORD: Final = "---"


def terms_of(asked: Sequence[str]) -> tuple[list[Term], list[Term]]:
    """What to look for, and of that what tells one document from another (all of it where nothing does).

    Of what tells, the rarest come first and as many as a few thousand documents hold: each document that holds any
    is looked at. Two queries.
    """
    known = dict(_known(list(asked)))
    unknown = sorted((w for w in asked if w not in known and len(w) > 2), key=len, reverse=True)
    nearest = _nearest(unknown[:MENDED])
    often = {word for word, count in known.items() if count > COMMON_FROM}
    most = COMMON * _documents() if often else 0
    common = {word for word in often if known[word] > most}
    for near in nearest.values():
        known |= near
    terms = [_term((word, *nearest.get(word, ())), word == asked[-1], known) for word in asked]
    telling = [term for term in terms if term.words[0] not in common and len(term.words[0]) > 1]
    return terms, _rarest(telling or terms)


def stands_nowhere(term: Term) -> bool:
    """Where this is known of one, nothing holds all; of short words it is not known."""
    return not (term.documents or term.is_prefix or len(term.words[0]) < SHORTEST_WORD)


def _term(words: tuple[str, ...], is_prefix: bool, known: dict[str, int]) -> Term:
    return Term(words, is_prefix, sum(known.get(word, 0) for word in words))


def _rarest(terms: list[Term]) -> list[Term]:
    """The rarest terms, until more documents hold them than are looked at; one at least."""
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda term: term.documents):
        if chosen and sum(one.documents for one in (*chosen, term)) > LOOKED_AT:
            break
        chosen.append(term)
    return chosen


@kept_query
def _known(some: list[str]) -> QuerySet[Word, tuple[str, int]]:
    return Word.objects.filter(word__in=some, documents__gt=0).values_list("word", "documents")


def _nearest(unknown: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each of these words known ones that hold it, or are one or two slips away: at most six. Where all are known
    it is asked all the same, so that the number of queries does not depend on what is there."""
    similar = engine().similar_words(unknown or [NO_WORD], limit=CANDIDATES)
    return {word: _by_slips(word, similar) for word in unknown}


def _by_slips(word: str, candidates: dict[str, int]) -> dict[str, int]:
    most = 1 if len(word) <= SHORT else 2
    near = []
    for other in candidates:
        slips = DamerauLevenshtein.distance(word, other, score_cutoff=most)
        if slips <= most:
            near.append((slips, other))
        elif len(word) > 3 and word in other:
            near.append((most + 1, other))
    return {other: candidates[other] for _, other in sorted(near)[:6]}


@remembered(60)
def _documents() -> int:
    """About how many there are, as of a minute ago."""
    return Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
