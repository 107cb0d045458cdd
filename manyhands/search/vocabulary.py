"""Typos are mended in the vocabulary: an unknown word stands for its nearest known ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from typing import Final

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from manyhands.kernel.memory import remembered

from .engines import engine
from .engines.query import LOOKED_AT, Term
from .engines.variants import SHORTEST, slips_forgiven
from .models import Document

# A word in more than this share of all documents says nothing about what is looked for; where there are few, their
# number need not be asked.
COMMON: Final = 0.2
FEW_DOCUMENTS: Final = 250
# So many unknown words are mended, the longest first, each by so many known ones at most.
MENDED: Final = 4
NEAREST: Final = 6
# So many words that hold an unknown one are looked at.
HOLDING: Final = 40
NO_WORD: Final = "---"
# Of so many words that begin like the last one it is counted how many documents hold them.
BEGINNINGS: Final = 2000
KNOWN: Final = (
    "SELECT word, documents FROM search_word WHERE word IN ({marks}) AND documents > 0 "
    "UNION ALL SELECT NULL, sum(documents) FROM "
    "(SELECT documents FROM search_word WHERE word >= %s AND word < %s LIMIT %s) AS beginnings"
)


def terms_of(asked: Sequence[str]) -> tuple[list[Term], list[Term]]:
    """What to look for, and of that what tells one document from another (all of it where nothing does).

    Of what tells, the rarest come first and as many as a few thousand documents hold: each document that holds any
    is looked at. Two queries.
    """
    terms = _terms(asked)
    among = FEW_DOCUMENTS
    if any(term.documents > COMMON * among for term in terms):
        among = max(among, _documents())
    terms = [replace(term, weight=log(1 + among / (term.documents + 1))) for term in terms]
    return terms, _rarest([one for one in terms if _is_telling(one, among)] or terms)


def _terms(asked: Sequence[str]) -> list[Term]:
    """Each word with those that may have been meant; the last one, of which more may come, with what begins like it."""
    known, beginning = _known(asked)
    unknown = [word for word in asked if word not in known and len(word) >= SHORTEST]
    if beginning and asked[-1] in unknown:
        unknown.remove(asked[-1])
    nearest = _nearest(sorted(unknown, key=len, reverse=True)[:MENDED])
    *terms, last = [_term(word, known.get(word, 0), nearest.get(word, {})) for word in asked]
    longer = max(beginning - last.whole, 0)
    return [*terms, replace(last, is_prefix=True, documents=last.documents + longer)]


def _term(word: str, whole: int, near: dict[str, int]) -> Term:
    return Term((word, *near), documents=whole + sum(near.values()), whole=whole)


def _is_telling(term: Term, among: int) -> bool:
    return term.documents <= COMMON * among and len(term.words[0]) > 1


def _rarest(terms: list[Term]) -> list[Term]:
    """The rarest terms, until more documents hold them than are looked at; one at least."""
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda term: term.documents):
        if chosen and sum(one.documents for one in (*chosen, term)) > LOOKED_AT:
            break
        chosen.append(term)
    return chosen


def _known(asked: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many documents hold each of these words that are known, and about how many hold what begins like the last."""
    last = asked[-1]
    sql = KNOWN.format(marks=", ".join(["%s"] * len(asked)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*asked, last, last[:-1] + chr(ord(last[-1]) + 1), BEGINNINGS])
        known: dict[str | None, int | None] = dict(cursor.fetchall())
    beginning = int(known.pop(None) or 0)
    return {str(word): int(count or 0) for word, count in known.items()}, beginning


def _nearest(unknown: Sequence[str]) -> dict[str, dict[str, int]]:
    """For each of these words known ones that are one or two slips away, or hold it: at most six. Where all are known
    it is asked all the same, so that the number of queries does not depend on what is there."""
    found = [dict[str, int]() for _ in unknown or [NO_WORD]]
    for near in engine().near_words(unknown or [NO_WORD], limit=HOLDING):
        found[near.place][near.word] = near.documents
    return {word: _by_slips(word, some) for word, some in zip(unknown, found, strict=False)}


def _by_slips(word: str, candidates: dict[str, int]) -> dict[str, int]:
    """The fewest slips first, then what stands more often."""
    most = slips_forgiven(word)
    mended = process.extract(
        word, list(candidates), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=None
    )
    near = [(slips, -candidates[other], other) for other, slips, _ in mended]
    near += [
        (most + 1, -documents, other)
        for other, documents in candidates.items()
        if len(other) > len(word) + most and word in other
    ]
    return {other: candidates[other] for _, _, other in sorted(near)[:NEAREST]}


@remembered(60)
def _documents() -> int:
    """About how many there are, as of a minute ago."""
    return Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
