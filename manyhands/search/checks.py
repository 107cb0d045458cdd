"""Whether everything can be found by what it says, and nothing that is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db import transaction

from manyhands.journal.checking import Difference, check, mending, on_its_way

from .counting import count_again, miscounted
from .engines import engine
from .index import document_of
from .indexing import SORTS
from .models import Document

_COLUMNS: Final = ("kind", "place", "title", "body", "title_words", "body_words")
Row = tuple[Any, ...]


@check("Search")
def documents() -> Iterator[Difference]:
    """What can be found of each thing, against what the thing says; what is being indexed is left for later."""
    for sort in SORTS:
        if on_its_way(sort.receiver):
            continue
        for some in sort.portions():
            known = _rows(Document.objects.filter(kind__in=sort.kinds, object_id__in=some))
            right = _rows(map(document_of, sort.texts(some)))
            for pk in some:
                if sorted(known[pk]) != sorted(right[pk]):
                    yield Difference(
                        where=f"{sort.name} {pk}",
                        what=_said(known[pk], right[pk]),
                        mend=mending("Indexed anew.", sort.index, pk),
                    )


@check("Search")
def words() -> Iterator[Difference]:
    """In how many documents each word stands."""
    if wrong := miscounted():
        yield Difference(
            where="The words that are known",
            what=f"Of {len(wrong)} it is not right in how many texts they stand.",
            mend=mending("Counted again.", count_again),
        )


@check("Search")
def engines() -> Iterator[Difference]:
    """The engine's own index against the documents."""
    astray = engine().unindexed()
    if astray:
        yield Difference(
            where="The index of words",
            what=f"{len(astray)} texts are not in it as they are.",
            mend=mending("Indexed anew.", _index_words, astray),
        )
    if unknown := engine().unindexed_words():
        yield Difference(
            where="The index of slips",
            what=f"{unknown} words are not found when they are mistyped.",
            mend=mending("Made anew.", engine().refill_words),
        )


def _rows(documents: Iterable[Document]) -> defaultdict[int, list[Row]]:
    """What tells them apart, by the thing that they are about."""
    found = defaultdict[int, list[Row]](list)
    for document in documents:
        found[document.object_id].append(tuple(getattr(document, name) for name in _COLUMNS))
    return found


def _said(known: list[Row], right: list[Row]) -> str:
    if not known:
        return "It cannot be found."
    if not right:
        return "It can be found, though it is gone or closed."
    return "It is found by other words than it says."


@transaction.atomic
def _index_words(astray: list[int]) -> None:
    engine().forget(astray)
    engine().index(list(Document.objects.filter(pk__in=astray).values_list("pk", flat=True)))
