"""FTS5: words with prefixes in one table, pieces of three letters of each word in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection, transaction

from manyhands.search.models import DocumentKind

from .query import FREQUENT, LOOKED_AT, Match, Most, Term, alike, parts_of, pieces_of

HITS: Final = "SELECT w.rowid AS id, {score} AS score FROM search_words w {where} LIMIT %s"
WHERE: Final = "WHERE search_words MATCH %s"
WHERE_KIND: Final = (
    "JOIN search_document d ON d.id = w.rowid WHERE search_words MATCH %s AND d.kind IN ({marks})"
)
# Nothing fits an empty phrase: what is not needed is not looked for.
NOTHING: Final = '""'
MATCH_WHERE_FEW: Final = "MATCH iif((SELECT count(*) FROM fits) < %s, %s, '\"\"')"
# A hit in the title is worth four in the body.
WEIGHED: Final = "-bm25(search_words, 4.0, 1.0)"
BEST: Final = "SELECT * FROM ({hits}) ORDER BY score DESC LIMIT %s"
BY_TITLE: Final = (
    "SELECT id, max(score) AS score FROM "
    "(SELECT * FROM ({titles}) UNION ALL SELECT * FROM ({hits})) GROUP BY id ORDER BY 2 DESC LIMIT %s"
)
MATCH: Final = "WITH fits AS ({fits}) SELECT id, score, 1 FROM fits UNION ALL SELECT id, score, 0 FROM ({some})"

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
        self, terms: Sequence[Term], telling: Sequence[Term], *, kinds: Sequence[str], most: Most
    ) -> list[Match]:
        if not telling or not kinds:
            return []
        where, wanted = _among(kinds)
        weighed = HITS.format(score=WEIGHED, where=where)
        every = " AND ".join(map(_group, terms)) or NOTHING
        if min((term.documents for term in terms), default=0) > FREQUENT:
            titles, hits = (HITS.format(score=score, where=where) for score in (1.0, 0.0))
            fits = BY_TITLE.format(titles=titles, hits=hits)
            given = [f"title_words : ({every})", *wanted, most.all, every, *wanted, most.all]
        else:
            fits, given = BEST.format(hits=weighed), [every, *wanted, LOOKED_AT]
        some = BEST.format(hits=weighed.replace("MATCH %s", MATCH_WHERE_FEW))
        any_of = " OR ".join(map(_group, telling))
        more = [most.all, most.enough, any_of, *wanted, LOOKED_AT, most.all]
        with connection.cursor() as cursor:
            cursor.execute(MATCH.format(fits=fits, some=some), [*given, *more])
            return [Match(*row) for row in cursor.fetchall()]

    def similar_words(self, words: Sequence[str], *, limit: int) -> dict[str, int]:
        asked = [_like(word) for word in words if pieces_of(word)]
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


def _among(kinds: Sequence[str]) -> tuple[str, list[Any]]:
    """The condition, and its values; the documents need not be read where any kind is right."""
    if len(kinds) == len(DocumentKind):
        return WHERE, []
    return WHERE_KIND.format(marks=", ".join(["%s"] * len(kinds))), list(kinds)


def _like(word: str) -> str:
    """Words that share a piece of three letters with this one; with a long one a whole part, since weighing whatever
    holds any three of its letters costs most of a search."""
    pieces, parts = (" OR ".join(map(_quoted, some)) for some in (pieces_of(word), parts_of(word)))
    return f"({parts}) AND ({pieces})" if parts else pieces


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
