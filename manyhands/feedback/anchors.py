"""Where somebody's words point to, carried from one release to the next.

An anchor is a block's id, the quoted words, and what stood before and after them. Placing it on other blocks:

1. **The block is there and holds the quote.** Once: *same*. Several times: the place whose surroundings fit better
   than all others (``context`` below, by a margin of ``CLEAR``): *same*; otherwise *cannot be placed*.
2. **The block is there without the quote.** Its surroundings say what became of it: both are found, in this order,
   with at most ``LONGEST_GAP`` times as many letters between them as before: those are the new words, *changed*. Else
   the quote is looked for elsewhere, as in 3. Else, with nothing between the surroundings: *gone*. Else the stretch of
   whole words most similar to the quote, if ``similarity`` is at least ``ALIKE`` and no other stretch comes near:
   *changed*. Else *gone*, if too little of the quote's longer words is left (``TRACES``); else *cannot be placed*.
3. **The block is not there.** The exact quote in other blocks, exactly once, where it can only mean the same: of
   ``TELLING`` letters or three words, and either very long (``UNMISTAKABLE``) or in surroundings that agree
   (``KNOWN``): *same*, with the id of that block. Nowhere: *gone*. Otherwise: *cannot be placed*.

An anchor without a quote speaks of its whole block: *same* while the id is there, else *gone*. All texts are compared
with runs of white space as one blank. ``similarity`` is difflib's ratio
(Ratcliff and Obershelp, 1988: twice the matching letters over all letters). A guess is never shown as certain: what is
uncertain is *cannot be placed*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, Protocol

from manyhands.kernel.text import words as folded_words

CONTEXT: Final = 60  # letters kept before and after a quote
ALIKE: Final = 0.72  # from this similarity on a stretch is the quote reworded
CLEAR: Final = 0.15  # the best must be better than the next by so much
LONGEST_GAP: Final = 3  # the new wording may be so many times as long
TRACES: Final = 0.5  # share of a quote's words still there that forbids calling it gone
TELLING: Final = 12  # letters of a quote that may be looked for in other blocks
UNMISTAKABLE: Final = 40  # letters of a quote that nobody writes twice
KNOWN: Final = 0.5  # agreement of surroundings that tells a shorter one
LONGEST_SEARCH: Final = 20_000  # letters of a block that are searched for a similar stretch


class Placing(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"


class Block(Protocol):
    """A block of a release, by its plain text."""

    @property
    def block_id(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that somebody marked. An empty quote means the whole block, an empty block the whole course."""

    block_id: str
    quote: str = ""
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, block_id: str, text: str, start: int, end: int) -> Anchor:
        """The letters from ``start`` to ``end`` of a block's text."""
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(block_id, text[start:end], before, after)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an anchor is now. ``words`` is the wording there now ("" where none is), ``was`` the quote."""

    placing: Placing
    block_id: str = ""
    words: str = ""
    was: str = ""


def place(anchor: Anchor, blocks: Sequence[Block]) -> Placed:
    """Find the anchor among the blocks of another release."""
    was = _squeezed(anchor.quote)
    if not anchor.block_id:
        return Placed(Placing.SAME, "", was, was)
    here = next((block for block in blocks if block.block_id == anchor.block_id), None)
    if not was:
        return Placed(Placing.SAME if here else Placing.GONE, anchor.block_id if here else "")
    tidy = Anchor(anchor.block_id, was, _squeezed(anchor.prefix), _squeezed(anchor.suffix))
    if here is None:
        return _elsewhere(tidy, blocks) or Placed(Placing.GONE, was=was)
    return _within(tidy, _squeezed(here.text)) or _without(tidy, _squeezed(here.text), blocks)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _within(anchor: Anchor, text: str) -> Placed | None:
    """The exact quote in its own block; None when it is not there."""
    places = list(_places(anchor.quote, text))
    if not places:
        return None
    if len(places) == 1 or _is_clear(anchor, text, places):
        return Placed(Placing.SAME, anchor.block_id, anchor.quote, anchor.quote)
    return Placed(Placing.UNKNOWN, anchor.block_id, was=anchor.quote)


def _without(anchor: Anchor, text: str, blocks: Sequence[Block]) -> Placed:
    """The block is there, the quote is not."""
    between = _between(anchor, text)
    if between:
        return Placed(Placing.CHANGED, anchor.block_id, between, anchor.quote)
    if moved := _elsewhere(anchor, blocks):
        return moved
    if between is None and (alike := _most_alike(anchor.quote, text)):
        return Placed(Placing.CHANGED, anchor.block_id, alike, anchor.quote)
    if between == "" or _traces(anchor.quote, text) < TRACES:
        return Placed(Placing.GONE, anchor.block_id, was=anchor.quote)
    return Placed(Placing.UNKNOWN, anchor.block_id, was=anchor.quote)


def _places(quote: str, text: str) -> Iterator[int]:
    """Where the quote begins, as whole words: "form" is not in "reform"."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if not (_inside_word(text, start) or _inside_word(text, end)):
            yield start
        start = text.find(quote, start + 1)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _is_clear(anchor: Anchor, text: str, places: list[int]) -> bool:
    """Do the surroundings of one place fit better than those of all others?"""
    fits = sorted((_context(anchor, text, place) for place in places), reverse=True)
    return fits[0] - fits[1] >= CLEAR


def _context(anchor: Anchor, text: str, start: int) -> float:
    """How well what stands around a place agrees with what stood there: 0 to 1."""
    end = start + len(anchor.quote)
    before = text[:start].rstrip()[-len(anchor.prefix) :] if anchor.prefix else ""
    after = text[end:].lstrip()[: len(anchor.suffix)]
    return (_alike(anchor.prefix, before) + _alike(anchor.suffix, after)) / 2


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a or b else 1.0


def _between(anchor: Anchor, text: str) -> str | None:
    """What stands now between the surroundings of the quote; None when they do not say."""
    start = _only(anchor.prefix, text, is_end=True) if anchor.prefix else 0
    if start is None:
        return None
    end = _only(anchor.suffix, text, is_end=False) if anchor.suffix else len(text)
    if end is None or end < start:
        return None
    between = text[start:end].strip()
    # Without any surroundings the whole block stands there: that says nothing.
    is_told = bool(anchor.prefix or anchor.suffix)
    return between if is_told and len(between) <= LONGEST_GAP * max(len(anchor.quote), 20) else None


def _only(context: str, text: str, *, is_end: bool) -> int | None:
    """The one place of a quote's surroundings in ``text``; shorter and shorter parts next to the quote are tried."""
    parts = context.split()
    for length in range(len(parts), 0, -1):
        part = " ".join(parts[-length:] if is_end else parts[:length])
        if length < len(parts) and len(part) < TELLING:
            return None
        places = list(_places(part, text))
        if len(places) == 1:
            return places[0] + len(part) if is_end else places[0]
        if places:
            return None
    return None


def _most_alike(quote: str, text: str) -> str | None:
    """The stretch of whole words most similar to the quote, if it stands out from all others."""
    spans = _word_spans(text[:LONGEST_SEARCH])
    wanted = len(quote.split())
    found: list[tuple[float, int, int]] = []
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(quote)
    for length in {max(1, wanted - 1), wanted, wanted + 1}:
        for first in range(len(spans) - length + 1):
            start, end = spans[first][0], spans[first + length - 1][1]
            matcher.set_seq1(text[start:end])
            if matcher.real_quick_ratio() < ALIKE - CLEAR or matcher.quick_ratio() < ALIKE - CLEAR:
                continue
            found.append((matcher.ratio(), start, end))
    best, start, end = max(found, default=(0.0, 0, 0))
    rivals = [r for r, s, e in found if (e <= start or s >= end) and r > best - CLEAR]
    return text[start:end] if best >= ALIKE and not rivals else None


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in text.split(" "):
        if word:
            spans.append((at, at + len(word)))
        at += len(word) + 1
    return spans


def _traces(quote: str, text: str) -> float:
    """The share of the quote's longer words that the text still holds."""
    wanted = [word for word in folded_words(quote) if len(word) > 3] or folded_words(quote)
    there = set(folded_words(text))
    return sum(word in there for word in wanted) / len(wanted) if wanted else 0.0


def _elsewhere(anchor: Anchor, blocks: Sequence[Block]) -> Placed | None:
    """The exact quote in other blocks; None when it is nowhere."""
    found = [
        (block.block_id, text, start)
        for block in blocks
        for text in (_squeezed(block.text),)
        for start in _places(anchor.quote, text)
    ]
    is_telling = len(anchor.quote) >= TELLING or len(anchor.quote.split()) >= 3
    if not found or not is_telling:
        return None
    if len(found) == 1:
        block_id, text, start = found[0]
        is_long = len(anchor.quote) >= UNMISTAKABLE
        if is_long or _context(anchor, text, start) >= KNOWN:
            return Placed(Placing.SAME, block_id, anchor.quote, anchor.quote)
    return Placed(Placing.UNKNOWN, was=anchor.quote)
