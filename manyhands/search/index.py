"""Keeping the index: what is put in, what is taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F, Q

from manyhands.kernel.text import shorten, words

from .engines import engine
from .models import Document, Word

LONGEST_WORD: Final = 60
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
def put(kinds: Sequence[str], object_id: int, texts: Sequence[Text]) -> None:
    """Let these texts be all that is known about an object in these kinds; what was known before goes."""
    take_out(kinds, object_id)
    put_new(texts)


@transaction.atomic
def put_new(texts: Sequence[Text]) -> None:
    """Add texts that are known not to be indexed yet (a first filling)."""
    documents = Document.objects.bulk_create(map(document_of, texts), batch_size=200)
    engine().index([document.pk for document in documents])
    _count_words(documents)


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


@transaction.atomic
def take_out(kinds: Sequence[str], object_id: int) -> None:
    """Let nothing of an object in these kinds be found any more."""
    known = Document.objects.filter(kind__in=kinds, object_id=object_id)
    ids = list(known.values_list("pk", flat=True))
    if ids:
        engine().forget(ids)
        known.delete()


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
    Word.objects.filter(word__in=lost).delete()
    engine().forget_words(lost)


def _count_words(documents: Iterable[Document]) -> None:
    counted: Counter[str] = Counter()
    for document in documents:
        counted.update({*document.title_words.split(), *document.body_words.split()})
    wanted = {word: n for word, n in counted.items() if 2 < len(word) <= LONGEST_WORD}
    known = set()
    for some in _portions(sorted(wanted)):
        rows = Word.objects.filter(word__in=some)
        here = set(rows.values_list("word", flat=True))
        known |= here
        for n in {wanted[word] for word in here}:
            as_often = [word for word in here if wanted[word] == n]
            Word.objects.filter(word__in=as_often).update(documents=F("documents") + n)
    fresh = sorted(set(wanted) - known)
    Word.objects.bulk_create(
        [Word(word=word, documents=wanted[word]) for word in fresh],
        batch_size=300,
        ignore_conflicts=True,
    )
    engine().index_words(fresh)


def _portions(listed: list[str], size: int = 400) -> list[list[str]]:
    return [listed[i : i + size] for i in range(0, len(listed), size)]
