"""Whether everything can be found by what it says, and nothing that is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Model, QuerySet

from manyhands.courses.models import Course
from manyhands.feedback.models import Item, ItemKind
from manyhands.journal.checking import Difference, check, on_its_way
from manyhands.needs.models import Need
from manyhands.people.models import Person

from . import indexing
from .engines import engine
from .index import Text, document_of
from .models import Document, DocumentKind

_COLUMNS: Final = ("kind", "place", "title", "body", "title_words", "body_words")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """One sort of thing that can be found."""

    name: str
    kinds: tuple[str, ...]
    all: Callable[[], QuerySet[Any]]
    texts: Callable[[int], list[Text]]
    index: Callable[[int], None]
    receiver: str


def _sorts() -> list[Indexed]:
    return [
        Indexed(
            name="Need",
            kinds=(DocumentKind.NEED,),
            all=Need.objects.all,
            texts=indexing.texts_of_need,
            index=indexing.index_need,
            receiver="search.index_need",
        ),
        Indexed(
            name="Course",
            kinds=indexing.COURSE_KINDS,
            all=Course.objects.all,
            texts=indexing.texts_of_course,
            index=indexing.index_course,
            receiver="search.index_course",
        ),
        Indexed(
            name="Question",
            kinds=(DocumentKind.QUESTION,),
            all=lambda: Item.objects.filter(kind=ItemKind.QUESTION),
            texts=indexing.texts_of_item,
            index=indexing.index_item,
            receiver="search.index_item",
        ),
        Indexed(
            name="Person",
            kinds=(DocumentKind.PERSON,),
            all=Person.objects.all,
            texts=indexing.texts_of_person,
            index=indexing.index_person,
            receiver="search.index_person",
        ),
    ]


@check("Search")
def documents() -> Iterator[Difference]:
    """What can be found of each thing, against what the thing says; what is being indexed is left for later."""
    for sort in _sorts():
        if on_its_way(sort.receiver):
            continue
        known = _known(sort)
        for pk in sorted({*sort.all().values_list("pk", flat=True), *known}):
            right = sorted(_row(document_of(text)) for text in sort.texts(pk))
            if sorted(known.get(pk, [])) != right:
                yield Difference(
                    where=f"{sort.name} {pk}",
                    what=_said(known.get(pk, []), right),
                    mend=partial(_index, sort, pk),
                )


@check("Search")
def engines() -> Iterator[Difference]:
    """The engine's own index against the documents."""
    astray = engine().unindexed()
    if astray:
        yield Difference(
            where="The index of words",
            what=f"{len(astray)} texts are not in it as they are.",
            mend=partial(_index_words, astray),
        )


def _known(sort: Indexed) -> dict[int, list[Row]]:
    known = defaultdict[int, list[Row]](list)
    rows = Document.objects.filter(kind__in=sort.kinds)
    for object_id, *row in rows.values_list("object_id", *_COLUMNS).iterator():
        known[object_id].append(tuple(row))
    return known


def _row(document: Model) -> Row:
    return tuple(getattr(document, column) for column in _COLUMNS)


def _said(known: list[Row], right: list[Row]) -> str:
    if not known:
        return "It cannot be found."
    if not right:
        return "It can be found, though it is gone or closed."
    return "It is found by other words than it says."


def _index(sort: Indexed, pk: int) -> str:
    sort.index(pk)
    return "Indexed anew."


@transaction.atomic
def _index_words(astray: list[int]) -> str:
    engine().forget(astray)
    engine().index(list(Document.objects.filter(pk__in=astray).values_list("pk", flat=True)))
    return "Indexed anew."
