"""What changed between two releases: which blocks are new, gone, changed or moved, and word by word how.

Blocks are matched by their id, which survives edits. Words are compared with the standard library's ``difflib``;
for long blocks by lines first, so that the cost stays bounded.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol

from markupsafe import Markup

from .blocks import seconds_of, wording_of
from .blocks.html import tag, together

# A word or a sign, with the white space after it.
_WORD: Final = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
# Above so many words in both together they are compared line by line, then as a whole: difflib is quadratic at worst.
MOST_WORDS: Final = 3000
MOST_LINES: Final = 1000


class Row(Protocol):
    """A block of a release."""

    @property
    def block_id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def node(self) -> Any: ...


class What(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    MOVED = "moved"


class Segment(NamedTuple):
    """Some words: in both ("equal"), only in the old ("del"), only in the new ("ins")."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One block that is not as it was. ``segments`` of a new or gone block are all its words."""

    what: What
    old: Row | None
    new: Row | None
    segments: tuple[Segment, ...] = ()
    is_moved: bool = False

    @property
    def row(self) -> Row:
        row = self.new or self.old
        if row is None:  # pragma: no cover
            raise ValueError("A change has at least one side.")
        return row

    @property
    def block_id(self) -> str:
        return self.row.block_id

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def is_reworded(self) -> bool:
        """Do words differ, or only their look: marks, a picture, a level?"""
        return any(segment.op != "equal" for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Differences:
    """All changes in the reading order of the new release; what is gone stands after what stood before it."""

    changes: tuple[Change, ...]
    unchanged_count: int

    @property
    def is_empty(self) -> bool:
        return not self.changes

    @property
    def minutes(self) -> int:
        """Whole minutes to read what is new or changed, rounded up; 0 when nothing is."""
        fresh = [
            change.new.node for change in self.changes if change.new and change.what != What.MOVED
        ]
        return math.ceil(sum(map(seconds_of, fresh)) / 60)

    @property
    def new_count(self) -> int:
        return self._count(What.NEW)

    @property
    def changed_count(self) -> int:
        return self._count(What.CHANGED)

    @property
    def gone_count(self) -> int:
        return self._count(What.GONE)

    @property
    def moved_count(self) -> int:
        return self._count(What.MOVED)

    def _count(self, what: What) -> int:
        return sum(1 for change in self.changes if change.what == what)


def compare(old: Sequence[Row], new: Sequence[Row]) -> Differences:
    """From the blocks of one release to those of another, both in reading order."""
    before = {row.block_id: row for row in old}
    after = {row.block_id: row for row in new}
    moved = _moved(old, new)
    gone = _gone_after(old, after)
    changes = list(gone.get("", ()))
    unchanged = 0
    for row in new:
        change = _change(before.get(row.block_id), row, is_moved=row.block_id in moved)
        if change:
            changes.append(change)
        else:
            unchanged += 1
        changes += gone.get(row.block_id, ())
    return Differences(tuple(changes), unchanged)


def _change(old: Row | None, new: Row, *, is_moved: bool) -> Change | None:
    if old is None:
        return Change(What.NEW, None, new, _all("ins", new))
    if old.digest != new.digest:
        segments = diff_words(wording_of(old.node), wording_of(new.node))
        return Change(What.CHANGED, old, new, segments, is_moved)
    if is_moved:
        return Change(What.MOVED, old, new, _all("equal", new), is_moved=True)
    return None


def _all(op: str, row: Row) -> tuple[Segment, ...]:
    return (Segment(op, row.text),) if row.text else ()


def _gone_after(old: Sequence[Row], after: Mapping[str, Row]) -> dict[str, list[Change]]:
    """What is gone, by the id of the block that stood before it and still stands ("" at the beginning)."""
    gone: dict[str, list[Change]] = {}
    neighbour = ""
    for row in old:
        if row.block_id in after:
            neighbour = row.block_id
        else:
            gone.setdefault(neighbour, []).append(Change(What.GONE, row, None, _all("del", row)))
    return gone


def _moved(old: Sequence[Row], new: Sequence[Row]) -> set[str]:
    """The fewest blocks whose moving explains the new order: all but a longest increasing subsequence."""
    places = {row.block_id: place for place, row in enumerate(old)}
    common = [row.block_id for row in new if row.block_id in places]
    ends: list[int] = []  # smallest last place of a run of each length
    end_at: list[int] = []  # its index in ``common``
    former: list[int] = []
    for index, block_id in enumerate(common):
        length = bisect_left(ends, places[block_id])
        former.append(end_at[length - 1] if length else -1)
        ends[length : length + 1] = [places[block_id]]
        end_at[length : length + 1] = [index]
    still: set[str] = set()
    index = end_at[-1] if end_at else -1
    while index >= 0:
        still.add(common[index])
        index = former[index]
    return set(common) - still


def diff_words(old: str, new: str) -> tuple[Segment, ...]:
    """The way from ``old`` to ``new`` in whole words; white space of the new one where they are equal."""
    if old == new:
        return (Segment("equal", old),) if old else ()
    for pattern, most in ((_WORD, MOST_WORDS), (_LINE, MOST_LINES)):
        a, b = pattern.findall(old), pattern.findall(new)
        if len(a) + len(b) <= most:
            return tuple(_segments(a, b))
    sides = (Segment("del", old), Segment("ins", new))
    return tuple(side for side in sides if side.text)


def _space_lost(before: list[str], now: list[str]) -> str:
    """The white space after an equal word that went along with what followed it."""
    if not before or not now or now[0] != now[0].rstrip():
        return ""
    return before[0][len(before[0].rstrip()) :]


def _segments(a: list[str], b: list[str]) -> Iterator[Segment]:
    keys = [part.strip() for part in a], [part.strip() for part in b]
    # autojunk would call common words noise in long texts.
    for op, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if op == "equal":
            yield Segment("equal", "".join(b[j1:j2]))
            continue
        if i2 > i1:
            yield Segment("del", _space_lost(a[i1 - 1 : i1], b[j1 - 1 : j1]) + "".join(a[i1:i2]))
        if j2 > j1:
            yield Segment("ins", "".join(b[j1:j2]))


def segments_html(segments: Sequence[Segment]) -> Markup:
    """The words with <del> and <ins> around what went and what came."""
    classes = {"del": "removed", "ins": "added"}
    return together(
        tag(segment.op, segment.text, class_=classes[segment.op])
        if segment.op in classes
        else segment.text
        for segment in segments
    )
