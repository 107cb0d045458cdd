"""tsvector for words, arrays for variants of words, pg_trgm for their pieces. The vector is a generated column: the row
is its own index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection, transaction

from manyhands.search.models import Word

from .query import LOOKED_AT, SHORTEST_PART, Match, Most, Near, Term
from .variants import SHORTEST, slips_forgiven, variants_of

BEST: Final = """
    SELECT id, ts_rank_cd('{{0.1, 0.2, 0.25, 1.0}}', vector, query, 1) AS score
    FROM (
        SELECT id, vector, query FROM search_document, to_tsquery('simple', %s) query
        WHERE vector @@ query AND kind = ANY(%s) {where} LIMIT %s
    ) AS looked_at
    ORDER BY score DESC LIMIT %s
"""
FEW: Final = "AND (SELECT count(*) FROM fits) < %s"
BOTH: Final = (
    "WITH fits AS ({fits}) SELECT id, score, true FROM fits "
    "UNION ALL SELECT id, score, false FROM ({some}) AS others"
)
MATCH: Final = BOTH.format(fits=BEST.format(where=""), some=BEST.format(where=FEW))

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
        every, some = " & ".join(map(_group, terms)), " | ".join(map(_group, telling))
        fits: list[Any] = [every, list(kinds), LOOKED_AT, most.all]
        more: list[Any] = [some, list(kinds), most.enough, LOOKED_AT, most.all]
        with connection.cursor() as cursor:
            cursor.execute(MATCH, [*fits, *more])
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


def _group(term: Term) -> str:
    words = [_quoted(word) for word in term.words]
    if term.is_prefix:
        words[0] += ":*"
    return f"({' | '.join(words)})"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


ENGINE: Final = PostgreSQL()
