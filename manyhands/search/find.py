"""The one function behind the box: words, beginnings and typos; only what the person may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from manyhands.courses.models import Course
from manyhands.feedback.models import Item
from manyhands.kernel.text import words
from manyhands.needs.models import Need
from manyhands.people.models import Person

from .engines import engine
from .engines.query import Match, Term
from .models import Document, DocumentKind, Word

EVERYTHING: Final = tuple(DocumentKind.values)
MOST_WORDS: Final = 12
# A word in more than this share of all documents says nothing about what is looked for.
COMMON: Final = 0.2
# How many are fetched before visibility is asked, and how many fit on a page.
CANDIDATES: Final = 80
PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, the best first."""

    document: Document
    score: float


def find(
    text: str, *, by: Person, kinds: Sequence[str] = EVERYTHING, limit: int = PAGE
) -> list[Hit]:
    """What fits ``text`` among what this person may see, the best first; [] for an empty text.

    All words are looked for together first, then any of them; where a word is unknown, its nearest known ones stand
    in. Costs a handful of index look-ups, however much is indexed.
    """
    asked = list(dict.fromkeys(words(text)))[:MOST_WORDS]
    if not asked:
        return []
    terms = _terms(asked)
    matches = engine().match(terms, needs_all=True, kinds=kinds, limit=CANDIDATES)
    if len(matches) < limit and len(terms) > 1:
        telling = _telling(terms)
        seen = {match.document_id for match in matches}
        more = engine().match(telling, needs_all=False, kinds=kinds, limit=CANDIDATES)
        # Whatever holds all the words stands above whatever holds some.
        floor = min((match.score for match in matches), default=0.0)
        top = max((match.score for match in more), default=1.0) or 1.0
        matches += [
            Match(m.document_id, floor - 1 + m.score / top)
            for m in more
            if m.document_id not in seen
        ]
    return _visible(matches, by=by)[:limit]


def _terms(asked: list[str]) -> list[Term]:
    known = set(Word.objects.filter(word__in=asked).values_list("word", flat=True))
    last = asked[-1]
    return [
        Term((word,) if word in known or len(word) < 3 else (word, *_nearest(word)), word == last)
        for word in asked
    ]


def _nearest(word: str) -> list[str]:
    """Known words that hold it, or are one or two slips away: at most six."""
    longest = 1 if len(word) <= 5 else 2
    near = []
    for other in engine().similar_words(word, limit=40):
        slips = DamerauLevenshtein.distance(word, other, score_cutoff=longest)
        if slips <= longest:
            near.append((slips, other))
        elif len(word) > 3 and word in other:
            near.append((longest + 1, other))
    return [other for _, other in sorted(near)[:6]]


def _telling(terms: list[Term]) -> list[Term]:
    """Without the words that are everywhere, unless nothing would be left."""
    total = Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    asked = {word for term in terms for word in term.words}
    common = set(
        Word.objects.filter(word__in=asked, documents__gt=max(50, COMMON * total)).values_list(
            "word", flat=True
        )
    )
    kept = [term for term in terms if not set(term.words) <= common and len(term.words[0]) > 1]
    return kept or terms


def _visible(matches: Iterable[Match], *, by: Person) -> list[Hit]:
    ranked = list(matches)
    documents = Document.objects.defer("title_words", "body_words").in_bulk(
        [match.document_id for match in ranked]
    )
    seen = _seen(documents.values(), by=by)
    hits = [
        Hit(documents[match.document_id], match.score)
        for match in ranked
        if match.document_id in documents
    ]
    allowed = [hit for hit in hits if hit.document.object_id in seen[hit.document.kind]]
    return sorted(allowed, key=lambda hit: -hit.score)


def _seen(documents: Iterable[Document], *, by: Person) -> dict[str, set[int]]:
    """For each kind the ids that this person may see: one query a kind that occurs."""
    asked: dict[str, set[int]] = {kind: set() for kind in EVERYTHING}
    for document in documents:
        asked[document.kind].add(document.object_id)
    courses = asked[DocumentKind.COURSE] | asked[DocumentKind.BLOCK]
    readable = _ids(Course.objects.readable_by(by), courses)
    return {
        DocumentKind.NEED: _ids(Need.objects.visible_to(by), asked[DocumentKind.NEED]),
        DocumentKind.COURSE: readable,
        DocumentKind.BLOCK: readable,
        DocumentKind.QUESTION: _ids(Item.objects.visible_to(by), asked[DocumentKind.QUESTION]),
        DocumentKind.PERSON: _ids(Person.objects.active(), asked[DocumentKind.PERSON]),
    }


def _ids(rows: object, asked: set[int]) -> set[int]:
    if not asked:
        return set()
    return set(rows.filter(pk__in=asked).values_list("pk", flat=True))  # type: ignore[attr-defined]
