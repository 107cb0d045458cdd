"""Typos are mended in the vocabulary: an unknown word stands for its nearest known ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz.distance import DamerauLevenshtein

from .engines import engine
from .engines.query import Term
from .models import Document, Word

# A word in more than this share of all documents says nothing about what is looked for.
COMMON: Final = 0.2
COMMON_FROM: Final = 50
# So many unknown words are mended, the longest first; so many candidates are looked at for each.
MENDED: Final = 4
CANDIDATES: Final = 40
# Shorter words have too few pieces to be found by: there the first letter must be right.
SHORT: Final = 5
MOST_SHORT: Final = 300


def terms_of(asked: Sequence[str]) -> tuple[list[Term], list[Term]]:
    """What to look for, and of that what tells one document from another (all of it where nothing does).

    Three queries at most.
    """
    known = dict(Word.objects.filter(word__in=asked).values_list("word", "documents"))
    unknown = sorted((w for w in asked if w not in known and len(w) > 2), key=len, reverse=True)
    nearest = _nearest(unknown[:MENDED])
    terms = [Term((word, *nearest.get(word, ())), word == asked[-1]) for word in asked]
    often = {word for word, count in known.items() if count > COMMON_FROM}
    most = COMMON * _documents() if often else 0
    common = {word for word in often if known[word] > most}
    telling = [term for term in terms if term.words[0] not in common and len(term.words[0]) > 1]
    return terms, telling or terms


def _nearest(unknown: Sequence[str]) -> dict[str, list[str]]:
    """For each of these words known ones that hold it, or are one or two slips away: at most six."""
    if not unknown:
        return {}
    similar = set(engine().similar_words(unknown, limit=CANDIDATES))
    similar |= _short_ones([word for word in unknown if len(word) <= SHORT])
    return {word: _by_slips(word, similar) for word in unknown}


def _by_slips(word: str, candidates: set[str]) -> list[str]:
    most = 1 if len(word) <= SHORT else 2
    near = []
    for other in candidates:
        slips = DamerauLevenshtein.distance(word, other, score_cutoff=most)
        if slips <= most:
            near.append((slips, other))
        elif len(word) > 3 and word in other:
            near.append((most + 1, other))
    return [other for _, other in sorted(near)[:6]]


def _short_ones(words: Sequence[str]) -> set[str]:
    """Known words of about the same length that begin with the same letter."""
    alike = Q(pk=None)
    for word in words:
        span = (len(word) - 1, len(word) + 1)
        alike |= Q(word__gte=word[0], word__lt=chr(ord(word[0]) + 1), size__range=span)
    sized = (
        Word.objects.annotate(size=Length("word")).filter(alike) if words else Word.objects.none()
    )
    return set(sized.order_by("-documents").values_list("word", flat=True)[:MOST_SHORT])


def _documents() -> int:
    """About how many there are."""
    return Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
