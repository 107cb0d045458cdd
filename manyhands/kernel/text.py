"""Small things done to words, in every script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"\w+", re.UNICODE)
# Common in English sentences; where another language is written, its own little words count like any other.
_LITTLE: Final = """
a about after again all also am an and any are as at be because been before between but by can do does down each every
for from get go had has have he her here him his how i if in into is it its just know let make me more most much my
need no not of off on only onto or our out over own same she so some such than that the their them then there these
they this those time to too under until up upon us use using very want was we were what when where which while who why
will with without work yes yet you your"""
_LITTLE_WORDS: Final = frozenset(_LITTLE.split())


def fold(text: str) -> str:
    """``text`` in lower case and without accents, for comparing and searching: "Übergabe" -> "ubergabe"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words(text: str) -> list[str]:
    """The words of ``text``, folded, in order."""
    return _WORD.findall(fold(text))


def is_little(word: str) -> bool:
    """Whether this folded word, like "the" and "for", says nothing of what a sentence is about."""
    return word in _LITTLE_WORDS


def telling_words(text: str) -> list[str]:
    """The words of ``text`` that say what it is about, as they are written there, each once."""
    telling = (word for word in _WORD.findall(text) if len(word) >= 4 and not is_little(fold(word)))
    return list(dict.fromkeys(telling))


def numbers_in(values: Iterable[object]) -> list[int]:
    """Those of ``values`` that may be the number of a row, as they come from a form; others are left out."""
    plain = (value for value in values if isinstance(value, str) and len(value) < 19)
    return [int(value) for value in plain if value.isascii() and value.isdecimal()]


def squeeze(text: str) -> str:
    """``text`` on one line: runs of white space become one space, control characters go."""
    visible = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(visible.split())


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters of ``text``, cut at a word where there is one, with an ellipsis."""
    text = squeeze(text)
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:.") + "…"


def initials(name: str) -> str:
    """One or two capitals for a face without a photo: "Inês Costa" -> "IC", "" -> "?"."""
    parts = [part for part in name.split() if part[0].isalnum()]
    if not parts:
        return "?"
    letters = parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")
    return letters.upper()
