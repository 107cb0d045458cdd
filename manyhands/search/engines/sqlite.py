"""FTS5: words with prefixes in one table, pieces of three letters of each word in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection, transaction

from .query import LOOKED_AT, Match, Term, alike, pieces_of

# A hit in the title is worth four in the body.
MATCH: Final = """
    SELECT * FROM (
        SELECT w.rowid, -bm25(search_words, 4.0, 1.0) AS score
        FROM search_words w JOIN search_document d ON d.id = w.rowid
        WHERE search_words MATCH %s AND d.kind IN ({kinds}) LIMIT %s
    ) ORDER BY score DESC LIMIT %s
"""

UNINDEXED: Final = """
    SELECT d.id FROM search_document d LEFT JOIN search_words w ON w.rowid = d.id
    WHERE w.rowid IS NULL OR w.title_words <> d.title_words OR w.body_words <> d.body_words
    UNION SELECT w.rowid FROM search_words w LEFT JOIN search_document d ON d.id = w.rowid WHERE d.id IS NULL
"""

SIMILAR: Final = (
    "SELECT word, documents FROM search_word WHERE documents > 0 AND word IN "
    "(SELECT word FROM search_pieces WHERE search_pieces MATCH %s ORDER BY rank LIMIT %s)"
)

# What was taken out stands in FTS5's own pages until they are merged.
MERGE: Final = (
    "INSERT INTO search_words (search_words) VALUES ('optimize')",
    "INSERT INTO search_pieces (search_pieces) VALUES ('optimize')",
)
REFILL: Final = (
    "DELETE FROM search_words",
    "INSERT INTO search_words (rowid, title_words, body_words) "
    "SELECT id, title_words, body_words FROM search_document",
    "DELETE FROM search_pieces",
    "INSERT INTO search_pieces (word) SELECT word FROM search_word ORDER BY id",
)


class SQLite:
    """Search in the same file as everything else."""

    def match(
        self, terms: Sequence[Term], *, needs_all: bool, kinds: Sequence[str], limit: int
    ) -> list[Match]:
        if not terms or not kinds:
            return []
        wanted = (" AND " if needs_all else " OR ").join(_group(term) for term in terms)
        marks = ", ".join(["%s"] * len(kinds))
        with connection.cursor() as cursor:
            cursor.execute(MATCH.format(kinds=marks), [wanted, *kinds, LOOKED_AT, limit])
            return [Match(*row) for row in cursor.fetchall()]

    def similar_words(self, words: Sequence[str], *, limit: int) -> dict[str, int]:
        asked = [
            " OR ".join(_quoted(p) for p in pieces) for word in words if (pieces := pieces_of(word))
        ]
        if not asked:
            return {}
        short, given = alike(words)
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join([SIMILAR] * len(asked) + short),
                [*(part for one in asked for part in (one, limit)), *given],
            )
            return dict(cursor.fetchall())

    def index(self, document_ids: Sequence[int]) -> None:
        self.forget(document_ids)
        for some in _portions(document_ids):
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

    def forget_words(self, words: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_pieces WHERE word = %s", [[word] for word in words]
            )
            for statement in MERGE:
                cursor.execute(statement)

    @transaction.atomic
    def refill(self) -> None:
        with connection.cursor() as cursor:
            for statement in REFILL:
                cursor.execute(statement)


def _group(term: Term) -> str:
    words = [_quoted(word) for word in term.words]
    if term.is_prefix:
        words[0] += "*"
    return f"({' OR '.join(words)})"


def _quoted(word: str) -> str:
    """A word as an FTS5 string, so that nothing in it is an operator."""
    return '"' + word.replace('"', '""') + '"'


def _portions(ids: Sequence[int], size: int = 500) -> list[list[int]]:
    return [list(ids[i : i + size]) for i in range(0, len(ids), size)]


ENGINE: Final = SQLite()
