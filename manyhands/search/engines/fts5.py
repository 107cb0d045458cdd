"""The SQL of a search in FTS5: what is rare is weighed, of what is frequent only the title counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from manyhands.search.models import DocumentKind

from .query import FREQUENT, LOOKED_AT, Most, Term

# A hit in the title is worth four in the body.
WEIGHED: Final = "-bm25(search_words, 4.0, 1.0)"
HITS: Final = "SELECT w.rowid AS id, {score} AS score FROM search_words w {kinds} AND search_words MATCH {asked}"
ANY_KIND: Final = "WHERE true"
OF_KINDS: Final = "JOIN search_document d ON d.id = w.rowid WHERE d.kind IN ({marks})"
# Unlike a plain "rowid IN", which would look each of them up by itself.
AMONG: Final = " AND +w.rowid IN (SELECT rowid FROM search_words WHERE search_words MATCH {asked})"
BEST: Final = "SELECT * FROM ({hits} LIMIT %s) ORDER BY score DESC LIMIT %s"
# Of a few words whatever has all in its title comes first, then whatever has all somewhere.
TITLES_FIRST: Final = (
    "SELECT id, max(score) AS score FROM "
    "(SELECT * FROM ({titles} LIMIT %s) UNION ALL SELECT * FROM ({hits} LIMIT %s)) "
    "GROUP BY id ORDER BY 2 DESC LIMIT %s"
)
# Hardly a title has more, and to look for one costs as much again: of what has all it is counted how many are there.
IN_A_TITLE: Final = 6
# Words whose document has gone count as none, and are left out later.
TITLES_COUNTED: Final = (
    "SELECT id, coalesce((SELECT {counted} FROM search_document d WHERE d.id = hits.id), 0) AS score "
    "FROM ({hits} LIMIT %s) AS hits ORDER BY 2 DESC"
)
COUNTED: Final = "(instr(' ' || d.title_words || ' ', %s) > 0)"
MATCH: Final = "WITH fits AS ({fits}) SELECT id, score, 1 FROM fits UNION ALL SELECT id, score, 0 FROM ({some})"
# Nothing fits an empty phrase: what is not needed is not looked for.
NOTHING: Final = '""'
WHERE_FEW: Final = "iif((SELECT count(*) FROM fits) < %s, %s, '\"\"')"

Sql = tuple[str, list[str | int]]


def match(terms: Sequence[Term], telling: Sequence[Term], kinds: Sequence[str], most: Most) -> Sql:
    """Documents that hold all of the terms, then where they are few those that hold any of what is telling."""
    fits, given = _Asked(kinds, most.all).all_of(terms)
    some, more = _Asked(kinds, most.all, enough=most.enough).any_of(telling)
    return MATCH.format(fits=fits, some=some), [*given, *more]


@dataclass(frozen=True, slots=True)
class _Asked:
    """``most`` are wanted; nothing is looked for where ``enough`` are found already."""

    kinds: Sequence[str]
    most: int
    enough: int | None = None

    def all_of(self, terms: Sequence[Term]) -> Sql:
        rare = [term for term in terms if not _is_frequent(term)]
        if terms and not rare:
            return self._by_title(terms, " AND ")
        if len(rare) == len(terms):
            return self._weighed(" AND ".join(map(_group, terms)) or NOTHING)
        return self._weighed(
            " AND ".join(map(_group, rare)), among=" AND ".join(map(_without_beginnings, terms))
        )

    def any_of(self, terms: Sequence[Term]) -> Sql:
        if all(map(_is_frequent, terms)):
            return self._by_title(terms, " OR ")
        return self._weighed(" OR ".join(map(_group, terms)))

    def _weighed(self, words: str, among: str = "") -> Sql:
        sql, given = self._hits(WEIGHED, words)
        if among:
            sql, given = sql + AMONG.format(asked="%s"), [*given, among]
        return BEST.format(hits=sql), [*given, LOOKED_AT, self.most]

    def _by_title(self, terms: Sequence[Term], between: str) -> Sql:
        hits, given = self._hits("0", between.join(map(_without_beginnings, terms)))
        if len(terms) > IN_A_TITLE:
            counted = " + ".join([COUNTED] * len(terms))
            words = [f" {term.words[0]} " for term in terms]
            return TITLES_COUNTED.format(hits=hits, counted=counted), [*words, *given, self.most]
        in_title = f"title_words : ({between.join(map(_group, terms))})"
        titles, first = self._hits("1", in_title)
        return (
            TITLES_FIRST.format(titles=titles, hits=hits),
            [*first, self.most, *given, self.most, self.most],
        )

    def _hits(self, score: str, words: str) -> Sql:
        kinds, given = _among(self.kinds)
        if self.enough is None:
            return HITS.format(score=score, kinds=kinds, asked="%s"), [*given, words]
        sql = HITS.format(score=score, kinds=kinds, asked=WHERE_FEW)
        return sql, [*given, self.enough, words]


def _among(kinds: Sequence[str]) -> Sql:
    """The condition, and its values; the documents need not be read where any kind is right."""
    if len(kinds) == len(DocumentKind):
        return ANY_KIND, []
    return OF_KINDS.format(marks=", ".join(["%s"] * len(kinds))), list(kinds)


def _is_frequent(term: Term) -> bool:
    return term.documents > FREQUENT


def _group(term: Term) -> str:
    words = [quoted(word) for word in term.words]
    if term.is_prefix:
        words[0] += "*"
    return f"({' OR '.join(words)})"


def _without_beginnings(term: Term) -> str:
    """Where the word itself stands often, longer ones add nothing but time; and those with a letter are half of all."""
    is_enough = term.whole > FREQUENT or (_is_frequent(term) and len(term.words[0]) == 1)
    return _group(Term(term.words, is_prefix=term.is_prefix and not is_enough))


def quoted(word: str) -> str:
    """A word as an FTS5 string, so that nothing in it is an operator."""
    return '"' + word.replace('"', '""') + '"'
