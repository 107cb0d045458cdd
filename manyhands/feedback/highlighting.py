"""Marking quoted words in a block's HTML, across bold words and links, never inside a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup, escape

# Elements between which words do not run on.
_PARTING: Final = frozenset(
    [
        *("p", "div", "ul", "ol", "li", "h2", "h3", "table", "thead", "tbody", "tr", "td", "th"),
        *("br", "hr", "figure", "figcaption", "img", "pre", "form", "fieldset", "legend", "label"),
    ]
)
# What is in a form's field is no text of the course.
_SEALED: Final = frozenset({"textarea", "select", "option", "script", "style"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark, for the remark ``item``; what stands around them tells which, when they stand twice."""

    item: int | str
    quote: str
    prefix: str = ""
    suffix: str = ""
    css: str = "q-mark"


@dataclass(slots=True)
class _Piece:
    """A run of text, or anything else of the HTML (``markup``)."""

    text: str = ""
    markup: str = ""
    start: int = 0  # of the text, in the plain text of the whole
    cuts: list[tuple[int, int, Mark]] = field(default_factory=list)


def highlight(html: str, marks: Sequence[Mark]) -> Markup:
    """``html`` (made by the blocks) with ``<mark>`` around the quoted words of each mark.

    What is not found, or stands several times with nothing to tell which, is left alone. Marks never overlap: of
    two on the same words the first counts.
    """
    pieces = _Pieces(html).pieces if marks else []
    plain, origins = _plain(pieces)
    taken: list[tuple[int, int]] = []
    for mark in marks:
        span = _find(mark, plain)
        if span is None or any(span[0] < end and start < span[1] for start, end in taken):
            continue
        taken.append(span)
        _cut(pieces, origins[span[0]], origins[span[1] - 1] + 1, mark)
    if not taken:
        return Markup(html)  # noqa: S704 (made by the blocks)
    return Markup("").join(_shown(piece) for piece in pieces)


class _Pieces(HTMLParser):
    """The HTML as texts and the rest, which is given back letter by letter."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self._sealed = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        self.pieces.append(_Piece(markup=self.get_starttag_text() or ""))
        self._sealed += tag in _SEALED

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        self.pieces.append(_Piece(markup=self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        self._sealed -= tag in _SEALED
        self.pieces.append(_Piece(markup=f"</{tag}>"))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._sealed:
            self.pieces.append(_Piece(markup=str(escape(data))))
        else:
            self.pieces.append(_Piece(text=data))

    def _part(self, tag: str) -> None:
        if tag in _PARTING:
            self.pieces.append(_Piece())


def _plain(pieces: list[_Piece]) -> tuple[str, list[int]]:
    """The text with runs of white space as one blank, and for each of its letters its place in the pieces."""
    letters: list[str] = []
    origins: list[int] = []
    at = 0
    for piece in pieces:
        piece.start = at
        shown = piece.text or ("" if piece.markup else " ")
        for letter in shown:
            blank = letter.isspace()
            if not (blank and (not letters or letters[-1] == " ")):
                letters.append(" " if blank else letter)
                origins.append(at)
            at += bool(piece.text)
    return "".join(letters), origins


def _find(mark: Mark, plain: str) -> tuple[int, int] | None:
    quote = " ".join(mark.quote.split())
    if not quote:
        return None
    starts = []
    start = plain.find(quote)
    while start >= 0:
        starts.append(start)
        start = plain.find(quote, start + 1)
    if len(starts) > 1:
        scores = [_agreement(mark, plain, start, start + len(quote)) for start in starts]
        best = max(scores)
        starts = [start for start, score in zip(starts, scores, strict=True) if score == best]
    return (starts[0], starts[0] + len(quote)) if len(starts) == 1 else None


def _agreement(mark: Mark, plain: str, start: int, end: int) -> int:
    """How many letters next to the quote are those that stood there."""
    before, after = " ".join(mark.prefix.split()), " ".join(mark.suffix.split())
    return _common(plain[:start].rstrip()[::-1], before[::-1]) + _common(
        plain[end:].lstrip(), after
    )


def _common(a: str, b: str) -> int:
    for length, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return length
    return min(len(a), len(b))


def _cut(pieces: list[_Piece], start: int, end: int, mark: Mark) -> None:
    for piece in pieces:
        first, last = max(start, piece.start), min(end, piece.start + len(piece.text))
        if piece.text and first < last:
            piece.cuts.append((first - piece.start, last - piece.start, mark))


def _shown(piece: _Piece) -> Markup:
    if not piece.cuts:
        return escape(piece.text) if piece.text else Markup(piece.markup)  # noqa: S704 (as it was)
    shown, at = Markup(""), 0
    for start, end, mark in sorted(piece.cuts, key=lambda cut: cut[0]):
        words = piece.text[start:end]
        marked = Markup('<mark class="{}" data-item="{}">{}</mark>').format(
            mark.css, mark.item, words
        )
        # White space between two blocks is nothing to mark.
        shown += escape(piece.text[at:start]) + (marked if words.strip() else escape(words))
        at = end
    return shown + escape(piece.text[at:])
