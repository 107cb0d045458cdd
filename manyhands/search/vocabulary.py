"""Typos are mended in the vocabulary: an unknown word stands for its nearest known ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet
from rapidfuzz.distance import DamerauLevenshtein

from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.memory import remembered

from .engines import engine
from .engines.query import LOOKED_AT, SHORT, Term
from .models import Document, Word

# A word in more than this share of all documents says nothing about what is looked for.
COMMON: Final = 0.2
COMMON_FROM: Final = 50
# So many unknown words are mended, the longest first; so many candidates are looked at for each.
MENDED: Final = 4
CANDIDATES: Final = 40


def terms_of(asked: Sequence[str]) -> tuple[list[Term], list[Term]]:
    """What to look for, and of that what tells one document from another (all of it where nothing does).

    Of what tells, the rarest come first and as many as a few thousand documents hold: each document that holds any
    is looked at. Two queries.
    """
    known = dict(_known(list(asked)))
    unknown = sorted((w for w in asked if w not in known and len(w) > 2), key=len, reverse=True)
    nearest = _nearest(unknown[:MENDED])
    terms = [Term((word, *nearest.get(word, ())), word == asked[-1]) for word in asked]
    often = {word for word, count in known.items() if count > COMMON_FROM}
    most = COMMON * _documents() if often else 0
    common = {word for word in often if known[word] > most}
    telling = [term for term in terms if term.words[0] not in common and len(term.words[0]) > 1]
    for near in nearest.values():
        known |= near
    return terms, _rarest(telling or terms, known)


def _rarest(terms: list[Term], known: dict[str, int]) -> list[Term]:
    """The rarest terms, until more documents hold them than are looked at; one at least."""
    counted = sorted(
        (sum(known.get(word, 0) for word in term.words), n) for n, term in enumerate(terms)
    )
    chosen, total = set[int](), 0
    for count, n in counted:
        total += count
        if chosen and total > LOOKED_AT:
            break
        chosen.add(n)
    return [term for n, term in enumerate(terms) if n in chosen]


@kept_query
def _known(some: list[str]) -> QuerySet[Word, tuple[str, int]]:
    return Word.objects.filter(word__in=some, documents__gt=0).values_list("word", "documents")


def _nearest(unknown: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each of these words known ones that hold it, or are one or two slips away: at most six."""
    if not unknown:
        return {}
    similar = engine().similar_words(unknown, limit=CANDIDATES)
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
