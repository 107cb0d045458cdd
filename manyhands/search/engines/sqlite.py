"""FTS5: words with prefixes in one table, variants of each word and its pieces of three letters in two others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection, transaction

from manyhands.kernel.portions import in_portions
from manyhands.search.models import Word

from . import fts5
from .query import SHORTEST_PART, Match, Most, Near, Term
from .variants import SHORTEST, slips_forgiven, variants_of

UNINDEXED: Final = """
    SELECT d.id FROM search_document d LEFT JOIN search_words w ON w.rowid = d.id
    WHERE w.rowid IS NULL OR w.title_words <> d.title_words OR w.body_words <> d.body_words
    UNION SELECT w.rowid FROM search_words w LEFT JOIN search_document d ON d.id = w.rowid WHERE d.id IS NULL
"""

NEAR: Final = (
    "SELECT %s, word, documents FROM search_word WHERE documents > 0 AND length(word) BETWEEN %s AND %s "
    "AND id IN (SELECT rowid FROM search_variants WHERE search_variants MATCH %s)"
)
HOLDING: Final = (
    "SELECT %s, word, documents FROM search_word WHERE documents > 0 AND word IN "
    "(SELECT word FROM search_pieces WHERE search_pieces MATCH %s LIMIT %s)"
)
UNINDEXED_WORDS: Final = (
    "SELECT count(*) FROM search_word w LEFT JOIN search_variants v ON v.rowid = w.id "
    "WHERE v.rowid IS NULL AND length(w.word) >= %s"
)
ADD_VARIANTS: Final = "INSERT INTO search_variants (rowid, variants) VALUES (%s, %s)"
# The table keeps no words: to drop one it is told again what it was given.
DROP_VARIANTS: Final = (
    "INSERT INTO search_variants (search_variants, rowid, variants) VALUES ('delete', %s, %s)"
)

# What was taken out stands in FTS5's own pages until they are merged.
MERGE: Final = tuple(
    f"INSERT INTO {table} ({table}) VALUES ('optimize')"  # noqa: S608 - our own names
    for table in ("search_words", "search_pieces", "search_variants")
)
REFILL: Final = (
    "DELETE FROM search_words",
    "INSERT INTO search_words (rowid, title_words, body_words) "
    "SELECT id, title_words, body_words FROM search_document",
)
REFILL_WORDS: Final = (
    "DELETE FROM search_pieces",
    "INSERT INTO search_pieces (word) SELECT word FROM search_word ORDER BY id",
    "INSERT INTO search_variants (search_variants) VALUES ('delete-all')",
)


class SQLite:
    """Search in the same file as everything else."""

    def match(
        self, terms: Sequence[Term], telling: Sequence[Term], *, kinds: Sequence[str], most: Most
    ) -> list[Match]:
        if not telling or not kinds:
            return []
        with connection.cursor() as cursor:
            cursor.execute(*fts5.match(terms, telling, kinds, most))
            return [Match(*row) for row in cursor.fetchall()]

    def near_words(self, words: Sequence[str], *, limit: int) -> list[Near]:
        parts: list[str] = []
        given: list[str | int] = []
        for place, word in enumerate(words):
            size, slips = len(word), slips_forgiven(word)
            parts.append(NEAR)
            given += [place, size - slips, size + slips, _any_of(variants_of(word))]
            if size >= SHORTEST_PART:
                parts.append(HOLDING)
                given += [place, fts5.quoted(word), limit]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), given)
            return [Near(*row) for row in cursor.fetchall()]

    def index(self, document_ids: Sequence[int]) -> None:
        self.forget(document_ids)
        for some in in_portions(document_ids):
            marks = ", ".join(["%s"] * len(some))
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO search_words (rowid, title_words, body_words) "  # noqa: S608 - marks only
                    f"SELECT id, title_words, body_words FROM search_document WHERE id IN ({marks})",
                    some,
                )

    def forget(self, document_ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_words WHERE rowid = %s", [[pk] for pk in document_ids]
            )

    def unindexed(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(UNINDEXED)
            return [row[0] for row in cursor.fetchall()]

    def index_words(self, words: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_pieces (word) VALUES (%s)", [[word] for word in words]
            )
            cursor.executemany(ADD_VARIANTS, _with_variants(_rows(words)))

    def forget_words(self, words: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_pieces WHERE word = %s", [[word] for word in words]
            )
            cursor.executemany(DROP_VARIANTS, _with_variants(_rows(words)))
            for statement in MERGE:
                cursor.execute(statement)

    def unindexed_words(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(UNINDEXED_WORDS, [SHORTEST])
            return int(cursor.fetchone()[0])

    @transaction.atomic
    def refill_words(self) -> None:
        rows = Word.objects.order_by("id").values_list("id", "word")
        with connection.cursor() as cursor:
            for statement in REFILL_WORDS:
                cursor.execute(statement)
            for some in in_portions(rows):
                cursor.executemany(ADD_VARIANTS, _with_variants(some))

    @transaction.atomic
    def refill(self) -> None:
        with connection.cursor() as cursor:
            for statement in REFILL:
                cursor.execute(statement)
        self.refill_words()


def _rows(words: Sequence[str]) -> Iterable[tuple[int, str]]:
    return Word.objects.filter(word__in=words).order_by("id").values_list("id", "word")


def _with_variants(rows: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(pk, " ".join(some)) for pk, word in rows if (some := variants_of(word))]


def _any_of(words: Sequence[str]) -> str:
    return " OR ".join(map(fts5.quoted, words)) or fts5.NOTHING


ENGINE: Final = SQLite()
