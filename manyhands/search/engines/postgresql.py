"""tsvector for words, arrays for variants of words, pg_trgm for their pieces. The vector is a generated column: the row
is its own index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection, transaction

from manyhands.search.models import Word

from . import tsvector
from .query import SHORTEST_PART, Match, Most, Near, Term
from .variants import SHORTEST, slips_forgiven, variants_of

# The variants first: PostgreSQL takes hardly a word to be as long as is asked, and would look up each that is.
NEAR: Final = (
    "(WITH alike AS MATERIALIZED (SELECT word FROM search_variants "
    "WHERE variants && %s AND length(word) BETWEEN %s AND %s) "
    "SELECT %s::int, word, documents FROM alike JOIN search_word USING (word) WHERE documents > 0)"
)
HOLDING: Final = "(SELECT %s::int, word, documents FROM search_word WHERE word LIKE %s AND documents > 0 LIMIT %s)"
ADD_VARIANTS: Final = (
    "INSERT INTO search_variants (word, variants) VALUES (%s, %s) ON CONFLICT DO NOTHING"
)
UNINDEXED_WORDS: Final = (
    "SELECT count(*) FROM search_word LEFT JOIN search_variants USING (word) "
    "WHERE variants IS NULL AND length(word) >= %s"
)


class PostgreSQL:
    """Search in the same database as everything else."""

    def match(
        self, terms: Sequence[Term], telling: Sequence[Term], *, kinds: Sequence[str], most: Most
    ) -> list[Match]:
        if not telling or not kinds:
            return []
        with connection.cursor() as cursor:
            cursor.execute(*tsvector.match(terms, telling, kinds, most))
            return [Match(*row) for row in cursor.fetchall()]

    def near_words(self, words: Sequence[str], *, limit: int) -> list[Near]:
        parts: list[str] = []
        given: list[Any] = []
        for place, word in enumerate(words):
            size, slips = len(word), slips_forgiven(word)
            parts.append(NEAR)
            given += [variants_of(word), size - slips, size + slips, place]
            if size >= SHORTEST_PART:
                parts.append(HOLDING)
                given += [place, f"%{_plain(word)}%", limit]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), given)
            return [Near(*row) for row in cursor.fetchall()]

    def index(self, document_ids: Sequence[int]) -> None:
        """Nothing to do: the vector is computed with the row."""

    def forget(self, document_ids: Sequence[int]) -> None:
        """Nothing to do: the vector goes with the row."""

    def unindexed(self) -> list[int]:
        """None: the row is its own index."""
        return []

    def index_words(self, words: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_VARIANTS, _with_variants(words))

    def forget_words(self, words: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_variants WHERE word = ANY(%s)", [list(words)])

    def unindexed_words(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(UNINDEXED_WORDS, [SHORTEST])
            return int(cursor.fetchone()[0])

    @transaction.atomic
    def refill_words(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_variants")
        self.index_words(list(Word.objects.order_by("id").values_list("word", flat=True)))

    def refill(self) -> None:
        """The vectors came with their rows."""
        self.refill_words()


def _with_variants(words: Iterable[str]) -> list[tuple[str, list[str]]]:
    return [(word, some) for word in words if (some := variants_of(word))]


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


ENGINE: Final = PostgreSQL()
