"""The SQL of a search in PostgreSQL's text search, which knows nothing of how rare a word is: it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from .query import LOOKED_AT, Most, Term

# A hit in the title is worth four in the body. The more often a word stands in a text, the less one more says; and the
# longer the text, the less all of them.
WEIGHED: Final = (
    "%s::float8 * (1 - 1 / (1 + 4 * ts_rank_cd('{{0.25, 0.25, 0.25, 1.0}}', vector, {query}, 0)))"
)
BEST: Final = """
    SELECT id, ({score}) / (1 + ln(1 + length(vector))) AS score
    FROM (
        SELECT id, vector FROM search_document, to_tsquery('simple', %s) query
        WHERE vector @@ query AND kind = ANY(%s) {where} LIMIT %s
    ) AS looked_at, {queries}
    ORDER BY score DESC LIMIT %s
"""
QUERY: Final = "to_tsquery('simple', %s) {query}"
FEW: Final = "AND (SELECT count(*) FROM fits) < %s"
MATCH: Final = (
    "WITH fits AS ({fits}) SELECT id, score, true FROM fits "
    "UNION ALL SELECT id, score, false FROM ({some}) AS others"
)
# So many of the rarest terms are weighed: each reads all that is looked at once more.
MOST_WEIGHED: Final = 4

Sql = tuple[str, list[Any]]


def match(terms: Sequence[Term], telling: Sequence[Term], kinds: Sequence[str], most: Most) -> Sql:
    """Documents that hold all of the terms, then where they are few those that hold any of what is telling."""
    every, some = " & ".join(map(_group, terms)), " | ".join(map(_group, telling))
    fits, given = _best(terms or telling, [every, list(kinds), LOOKED_AT], most.all)
    more, then = _best(telling, [some, list(kinds), most.enough, LOOKED_AT], most.all, FEW)
    return MATCH.format(fits=fits, some=more), [*given, *then]


def _best(terms: Sequence[Term], asked: list[Any], most: int, where: str = "") -> Sql:
    rarest = sorted(terms, key=lambda term: term.documents)[:MOST_WEIGHED]
    names = [f"query{place}" for place, _ in enumerate(rarest)]
    sql = BEST.format(
        score=" + ".join(WEIGHED.format(query=name) for name in names),
        queries=", ".join(QUERY.format(query=name) for name in names),
        where=where,
    )
    weights = [term.weight for term in rarest]
    return sql, [*weights, *asked, *map(_group, rarest), most]


def _group(term: Term) -> str:
    words = [_quoted(word) for word in term.words]
    if term.is_prefix:
        words[0] += ":*"
    return f"({' | '.join(words)})"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
