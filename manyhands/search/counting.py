"""In how many documents each word stands: what is rare tells more, and a slip is measured against what is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from manyhands.kernel.portions import in_portions

from .engines import engine
from .models import Document, Word

LONGEST_WORD: Final = 60
PORTION: Final = 1000
ADD: Final = (
    "INSERT INTO search_word (word, documents) VALUES {rows} "
    "ON CONFLICT (word) DO UPDATE SET documents = search_word.documents + excluded.documents"
)


def counted(documents: Iterable[Document]) -> Counter[str]:
    """In how many of these each word stands."""
    return _counted((one.title_words, one.body_words) for one in documents)


def change_counts(more: Counter[str], *, less: Counter[str]) -> None:
    """Documents that hold ``more`` have come, those that hold ``less`` have gone. Words that stand in none stay known,
    at nought."""
    changes = {word: n for word in more | less if (n := more[word] - less[word])}
    # In the order of the words, everywhere: so no two workers wait for each other.
    for some in in_portions(sorted(changes), PORTION):
        rows = Word.objects.filter(word__in=some).order_by("word").select_for_update()
        known = set(rows.values_list("word", flat=True))
        _add([(word, changes[word]) for word in some if changes[word] > 0])
        _subtract({word: -changes[word] for word in some if changes[word] < 0})
        engine().index_words([word for word in some if word not in known and changes[word] > 0])


def miscounted() -> dict[str, tuple[int, int]]:
    """The words whose count is not right: in how many documents each stands, and what is kept. Reads everything."""
    columns = Document.objects.values_list("title_words", "body_words")
    right = _counted(columns.iterator(chunk_size=PORTION))
    kept = dict(Word.objects.values_list("word", "documents").iterator(chunk_size=PORTION))
    return {
        word: (right[word], kept.get(word, 0))
        for word in right.keys() | kept.keys()
        if right[word] != kept.get(word, 0)
    }


@transaction.atomic
def count_again() -> int:
    """Put the counts right. Returns how many were not."""
    wrong = miscounted()
    change_counts(
        Counter({word: right for word, (right, _) in wrong.items()}),
        less=Counter({word: kept for word, (_, kept) in wrong.items()}),
    )
    return len(wrong)


def _counted(texts: Iterable[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for title_words, body_words in texts:
        found.update({*title_words.split(), *body_words.split()})
    return Counter({word: n for word, n in found.items() if len(word) <= LONGEST_WORD})


def _add(counts: list[tuple[str, int]]) -> None:
    if counts:
        rows = ", ".join(["(%s, %s)"] * len(counts))
        with connection.cursor() as cursor:
            cursor.execute(ADD.format(rows=rows), [part for row in counts for part in row])


def _subtract(counts: dict[str, int]) -> None:
    by_number = defaultdict[int, list[str]](list)
    for word, n in counts.items():
        by_number[n].append(word)
    for n, words in by_number.items():
        rows = Word.objects.filter(word__in=words)
        rows.update(documents=Greatest(F("documents") - n, Value(0)))
