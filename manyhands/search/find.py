"""The one function behind the box: words, beginnings and typos; only what the person may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from manyhands.courses.models import Course
from manyhands.feedback.models import Item
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.text import is_little, words
from manyhands.needs.models import Need
from manyhands.people.models import Person

from .counting import LONGEST_WORD
from .engines import engine
from .engines.query import Match, Most, Term
from .models import Document, DocumentKind
from .vocabulary import terms_of

EVERYTHING: Final = tuple(DocumentKind.values)
MOST_WORDS: Final = 12
# How many are fetched before visibility is asked, and how many fit on a page.
CANDIDATES: Final = 80
PAGE: Final = 20
FEW: Final = 8
# So many places of one course are enough: the rest is found inside it.
PLACES: Final = 3

# What a line says of a need, here and beside "I need to…"; of everything else it says less.
NEED: Final = ("statement", "state", "declarer_id", "declared_at", "waiting_count")

Thing = Need | Course | Item | Person


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the document in the index, and what it stands for as it is now."""

    document: Document
    thing: Thing
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, the best first; ``words`` are those to mark, mended ones with them."""

    hits: Sequence[Hit] = ()
    words: Sequence[str] = ()

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


def find(text: str, *, by: Person, kinds: Sequence[str] = EVERYTHING, limit: int = PAGE) -> Found:
    """What fits ``text`` among what this person may see; nothing for an empty text.

    All words are looked for together first, then any of them; where a word is unknown, its nearest known ones stand
    in. Costs a handful of index look-ups, however much is indexed.
    """
    asked = [word[:LONGEST_WORD] for word in dict.fromkeys(words(text))][:MOST_WORDS]
    if not asked:
        return Found()
    terms, telling = terms_of(asked)
    most = Most(CANDIDATES, enough=limit if len(terms) > 1 else 0)
    fitting = terms if all(term.documents for term in terms) else []
    found = engine().match(fitting, telling, kinds=kinds, most=most)
    fits = [match for match in found if match.holds_all]
    matches = [*fits, *_below(fits, [match for match in found if not match.holds_all])]
    return Found(_best(matches, kinds, by, limit), _marked(terms))


def _marked(terms: Sequence[Term]) -> list[str]:
    """The words to mark, mended ones with them: without the little ones, where there are others."""
    telling = [term for term in terms if not is_little(term.words[0])]
    return [word for term in telling or terms for word in term.words]


def _best(matches: Sequence[Match], kinds: Sequence[str], by: Person, limit: int) -> list[Hit]:
    """As many as are wanted. For a few the first matches mostly suffice: the rest is looked at where they do not."""
    first = limit * 4 if limit <= FEW else len(matches)
    hits = _spread(_visible(matches[:first], kinds, by=by))
    if len(hits) < limit and len(matches) > first:
        hits = _spread(_visible(matches, kinds, by=by))
    return hits[:limit]


def _below(all_words: Sequence[Match], some_words: Sequence[Match]) -> list[Match]:
    """Whatever holds all the words stands above whatever holds some."""
    seen = {match.document_id for match in all_words}
    floor = min((match.score for match in all_words), default=0.0)
    top = max((match.score for match in some_words), default=1.0) or 1.0
    return [
        Match(match.document_id, floor - 1 + match.score / top, holds_all=False)
        for match in some_words
        if match.document_id not in seen
    ]


def _visible(matches: Iterable[Match], kinds: Sequence[str], *, by: Person) -> list[Hit]:
    """The documents of these matches whose things this person may see."""
    scores = {match.document_id: match.score for match in matches}
    documents = {document.pk: document for document in _documents(list(scores))}
    things = _things(documents.values(), kinds, by=by)
    hits = [
        Hit(document, thing, scores[pk])
        for pk, document in documents.items()
        if (thing := things.get((document.kind, document.object_id))) is not None
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.document.pk))


def _spread(hits: Iterable[Hit]) -> list[Hit]:
    """Without the fourth and later place of one course."""
    places: Counter[int] = Counter()
    kept = []
    for hit in hits:
        if hit.document.kind == DocumentKind.BLOCK:
            places[hit.document.object_id] += 1
        if places[hit.document.object_id] <= PLACES or hit.document.kind != DocumentKind.BLOCK:
            kept.append(hit)
    return kept


def _things(
    documents: Iterable[Document], kinds: Sequence[str], *, by: Person
) -> dict[tuple[str, int], Thing]:
    """What these documents stand for, as far as the person may see it: one query for each kind that is looked for,
    blocks with their courses."""
    wanted: dict[str, set[int]] = {kind: set() for kind in EVERYTHING}
    for document in documents:
        wanted[document.kind].add(document.object_id)
    wanted[DocumentKind.COURSE] |= wanted[DocumentKind.BLOCK]
    rows_of: dict[str, Callable[[list[int], Person], Sequence[Thing]]] = {
        DocumentKind.NEED: _needs,
        DocumentKind.COURSE: _courses,
        DocumentKind.QUESTION: _items,
        DocumentKind.PERSON: _people,
    }
    asked = {DocumentKind.COURSE if kind == DocumentKind.BLOCK else kind for kind in kinds}
    found = {
        (str(kind), thing.pk): thing
        for kind, rows in rows_of.items()
        if kind in asked
        for thing in rows(list(wanted[kind]), by)
    }
    courses = {pk: thing for (kind, pk), thing in found.items() if kind == DocumentKind.COURSE}
    return found | {(str(DocumentKind.BLOCK), pk): thing for pk, thing in courses.items()}


@kept_query
def _documents(ids: list[int]) -> QuerySet[Document]:
    return Document.objects.filter(pk__in=ids).defer("title_words", "body_words")


@kept_query
def _courses(ids: list[int], by: Person) -> QuerySet[Course]:
    found = Course.objects.readable_by(by).released().filter(pk__in=ids)
    return found.select_related("keeper").only("title", "minutes", "keeper__name")


@kept_query
def _needs(ids: list[int], by: Person) -> QuerySet[Need]:
    return Need.objects.visible_to(by).filter(pk__in=ids).only(*NEED)


@kept_query
def _items(ids: list[int], by: Person) -> QuerySet[Item]:
    found = Item.objects.visible_to(by).select_related("course").filter(pk__in=ids)
    return found.only("course__title")


@kept_query
def _people(ids: list[int], by: Person) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.active().filter(pk__in=ids)
    return people.only("name", "photo_id", "group_name")
