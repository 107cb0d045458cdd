"""Keeping the index: what is put in, what is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

from manyhands.kernel.text import shorten, words

from .counting import change_counts, counted
from .engines import engine
from .models import Document, Word

BODY_LIMIT: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One thing to be found: ``place`` tells the blocks of a course apart.

    ``title`` and ``body`` are shown; ``named`` are the words that count as its title where these are others,
    ``extra`` those by which it is found beside its body.
    """

    kind: str
    object_id: int
    title: str
    body: str = ""
    place: str = ""
    named: str | None = None
    extra: str = ""


@transaction.atomic
def put(kinds: Sequence[str], object_ids: Sequence[int], texts: Iterable[Text]) -> None:
    """Let these texts be all that is known about these objects in these kinds; what was known before goes."""
    known = list(Document.objects.filter(kind__in=kinds, object_id__in=object_ids))
    ids = [document.pk for document in known]
    if ids:
        engine().forget(ids)
        Document.objects.filter(pk__in=ids).delete()
    documents = Document.objects.bulk_create(map(document_of, texts), batch_size=200)
    engine().index([document.pk for document in documents])
    change_counts(counted(documents), less=counted(known))


def document_of(text: Text) -> Document:
    """The row by which a text is found."""
    return Document(
        kind=text.kind,
        object_id=text.object_id,
        place=text.place,
        title=shorten(text.title, 300),
        body=text.body[:BODY_LIMIT],
        title_words=" ".join(words(text.title if text.named is None else text.named)),
        body_words=" ".join(words(f"{text.body[:BODY_LIMIT]} {text.extra}")),
    )


def take_out(kinds: Sequence[str], object_id: int) -> None:
    """Let nothing of an object in these kinds be found any more."""
    put(kinds, [object_id], [])


def forget_words(gone: Iterable[str]) -> None:
    """Let these words be proposed no more, but for those that still stand somewhere."""
    standing = {
        word
        for word in gone
        if Document.objects.filter(
            Q(title_words__icontains=word) | Q(body_words__icontains=word)
        ).exists()
    }
    lost = sorted(set(gone) - standing)
    engine().forget_words(lost)
    Word.objects.filter(word__in=lost).delete()
