"""Remarks beside the text: each with where its words are on the release that is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from manyhands.courses.models import Release, ReleaseBlock
from manyhands.kernel.kept_queries import kept_query

from .highlighting import Mark
from .models import Comment, Item, ItemKind, ItemState, Placing
from .models.item import OPEN

MOST: Final = 100
MARKS: Final[dict[str, str]] = {
    ItemKind.OUTDATED: "o-mark",
    ItemKind.LOST_ME: "o-mark",
    ItemKind.FLAG: "o-mark",
    ItemKind.SUGGESTION: "s-mark",
}


@dataclass(frozen=True, slots=True)
class Pin:
    """An item on a release. ``placing`` is "" on the release that it was said about."""

    item: Item
    placing: str
    block_id: str
    words: str
    comments: Sequence[Comment]

    @property
    def title(self) -> str:
        return title_of(self.item)

    @property
    def css(self) -> str:
        """The kind of pin: its line's colour."""
        if self.item.state == ItemState.DONE:
            return "done"
        if self.item.kind in (ItemKind.OUTDATED, ItemKind.LOST_ME, ItemKind.FLAG):
            return "outdated"
        if self.item.kind == ItemKind.SUGGESTION:
            return "suggestion"
        return "question"

    @property
    def answer(self) -> Comment | None:
        """The first word of somebody else."""
        others = (one for one in self.comments if one.person_id != self.item.person_id)
        return next(others, None)

    @property
    def is_marked(self) -> bool:
        """Whether its words are to be seen in the text."""
        stands = self.placing in ("", Placing.SAME, Placing.CHANGED)
        return bool(self.words) and stands and self.item.state != ItemState.DONE

    def mark(self) -> Mark:
        css = MARKS.get(self.item.kind, "q-mark")
        return Mark(self.item.pk, self.words, self.item.prefix, self.item.suffix, css)


def title_of(item: Item) -> str:
    """Who says what: "Jonas asks", "Nora: outdated"."""
    titles = {
        ItemKind.QUESTION: _("%(name)s asks"),
        ItemKind.OUTDATED: _("%(name)s: outdated"),
        ItemKind.LOST_ME: _("%(name)s: lost me"),
        ItemKind.SUGGESTION: _("%(name)s suggests"),
        ItemKind.FLAG: _("%(name)s: wrong or unsafe"),
        ItemKind.NOT_SOLVED: _("%(name)s: not solved"),
        ItemKind.REMARK: _("%(name)s says"),
    }
    return titles[ItemKind(item.kind)] % {"name": item.speaker_name}


def pins_on(release: Release) -> list[Pin]:
    """What is open, and what this release dealt with, for all its readers, the latest first: two queries."""
    return pins_of(_items_on(release.pk, release.course_id))


@kept_query
def _items_on(release_id: int, course_id: int) -> QuerySet[Item]:
    items = Item.objects.filter(course=course_id).exclude(kind=ItemKind.NOT_SOLVED)
    placed = Q(here__placing__isnull=False) & (Q(state__in=OPEN) | Q(done_in=release_id))
    said_here = Q(release=release_id) & ~Q(state=ItemState.DECLINED)
    return on_release(items, release_id).filter(placed | said_here).order_by("-pk")[:MOST]


def pins_in_order(release: Release) -> list[Pin]:
    """The same, where the page around them is not drawn."""
    blocks = ReleaseBlock.objects.filter(release=release)
    return in_reading_order(pins_on(release), list(blocks.values_list("block_id", flat=True)))


def in_reading_order(pins: Sequence[Pin], order: Sequence[str]) -> list[Pin]:
    """As they stand below the text where there is no margin; what speaks of the whole comes last."""
    places = {block_id: at for at, block_id in enumerate(order)}
    last = len(places)
    return sorted(pins, key=lambda pin: (places.get(pin.block_id, last), pin.item.pk))


def on_release(items: QuerySet[Item], release_id: int) -> QuerySet[Item]:
    """With where they are on this release."""
    here = FilteredRelation("placements", condition=Q(placements__release=release_id))
    placed = items.annotate(here=here).annotate(
        placing_here=F("here__placing"), block_here=F("here__block_id"), words_here=F("here__words")
    )
    light = placed.defer("done_in__document", "done_in__outline")
    return light.select_related("person", "done_in")


def pins_of(items: Iterable[Item]) -> list[Pin]:
    """Of items that know where they are (``on_release``), with what was said about each: one query."""
    listed = list(items)
    said: defaultdict[int, list[Comment]] = defaultdict(list)
    for comment in _comments_on([item.pk for item in listed]):
        said[comment.item_id].append(comment)
    return [_pin(item, said[item.pk]) for item in listed]


@kept_query
def _comments_on(item_ids: list[int]) -> QuerySet[Comment]:
    comments = Comment.objects.filter(item__in=item_ids)
    return comments.select_related("person").order_by("pk")


def _pin(item: Item, comments: Sequence[Comment]) -> Pin:
    placing = item.placing_here or ""  # type: ignore[attr-defined]
    is_placed = bool(placing)
    return Pin(
        item=item,
        placing=placing,
        block_id=item.block_here if is_placed else item.block_id,  # type: ignore[attr-defined]
        words=item.words_here if is_placed else item.quote,  # type: ignore[attr-defined]
        comments=comments,
    )
