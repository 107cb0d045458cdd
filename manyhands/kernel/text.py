"""Small things done to words, in every script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"\w+", re.UNICODE)


def fold(text: str) -> str:
    """``text`` in lower case and without accents, for comparing and searching: "Übergabe" -> "ubergabe"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words(text: str) -> list[str]:
    """The words of ``text``, folded, in order."""
    return _WORD.findall(fold(text))


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
