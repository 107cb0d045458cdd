"""tsvector for words, pg_trgm for pieces of words. The vector is a generated column: the row is its own index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from .query import LOOKED_AT, Match, Most, Term, alike, pieces_of

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

SIMILAR: Final = (
    "(SELECT word, documents FROM search_word WHERE word LIKE ANY(%s) AND documents > 0 "
    "ORDER BY similarity(word, %s) DESC, word LIMIT %s)"
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

    def similar_words(self, words: Sequence[str], *, limit: int) -> dict[str, int]:
        asked = [(word, pieces) for word in words if (pieces := pieces_of(word))]
        if not asked:
            return {}
        short, more = alike(words)
        parts = " UNION ALL ".join([SIMILAR] * len(asked) + short)
        given = [
            part
            for word, pieces in asked
            for part in ([f"%{_plain(piece)}%" for piece in pieces], word, limit)
        ]
        with connection.cursor() as cursor:
            cursor.execute(parts, [*given, *more])
            return dict(cursor.fetchall())

    def index(self, document_ids: Sequence[int]) -> None:
        """Nothing to do: the vector is computed with the row."""

    def forget(self, document_ids: Sequence[int]) -> None:
        """Nothing to do: the vector goes with the row."""

    def unindexed(self) -> list[int]:
        """None: the row is its own index."""
        return []

    def index_words(self, words: Sequence[str]) -> None:
        """Nothing to do: the pieces are an index on the words themselves."""

    def forget_words(self, words: Sequence[str]) -> None:
        """Nothing to do: the pieces go with the word."""

    def refill(self) -> None:
        """Nothing to do: both came with their rows."""


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
