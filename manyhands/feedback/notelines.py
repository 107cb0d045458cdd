"""What feedback tells a release: what it may settle, what it settled, and whose questions it answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from manyhands.courses.blocks import text_of
from manyhands.courses.models import Course, Release
from manyhands.courses.notes import NoteLine, credits, note_lines, on_release
from manyhands.courses.readiness import draft_of
from manyhands.kernel.text import shorten
from manyhands.people.models import Person

from . import actions
from .actions.placing import anchor_of
from .anchors import place
from .models import Item, ItemKind, ItemState, Placing

MOST: Final = 40
# A place that is no longer as it was has probably been mended.
MENDABLE: Final = (ItemKind.OUTDATED, ItemKind.SUGGESTION, ItemKind.FLAG, ItemKind.LOST_ME)


class _DraftBlock:
    """A block of the draft, as an anchor looks at it."""

    def __init__(self, block_id: str, text: str) -> None:
        self.block_id, self.text = block_id, text


@note_lines
def open_items(course: Course) -> Iterable[NoteLine]:
    """What waits: checked where it is in the draft, or where the marked words have changed there."""
    items = list(course.items.open().select_related("person").order_by("pk")[:MOST])
    if not items:
        return []
    blocks = [
        _DraftBlock(str(node.get("attrs", {}).get("id", "")), text_of(node))
        for node in draft_of(course).document.blocks
    ]
    lines = [
        NoteLine(
            item_id=item.pk,
            label=label_of(item),
            person_id=None if item.is_nameless else item.person_id,
            is_nameless=item.is_nameless,
            is_checked=item.state == ItemState.IN_DRAFT or _is_mended(item, blocks),
        )
        for item in items
    ]
    return sorted(lines, key=lambda line: not line.is_checked)


@on_release
def settle(course: Course, release: Release, item_ids: frozenset[int], by: Person) -> None:
    actions.settle_items(course, release, item_ids, by=by)


@credits
def who_asked(release_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """Whose words these releases answer, in the order in which they spoke; the nameless stay so, and what did not
    help somebody was said to authors and coaches alone."""
    done = Item.objects.filter(done_in__in=release_ids, is_nameless=False, person__isnull=False)
    done = done.exclude(kind=ItemKind.NOT_SOLVED)
    found: dict[int, list[int]] = {}
    for release_id, person_id in done.order_by("pk").values_list("done_in_id", "person_id"):
        people = found.setdefault(release_id or 0, [])
        if person_id and person_id not in people:
            people.append(person_id)
    return found


def label_of(item: Item) -> str:
    """A few words for a list: what kind it is, and what was said."""
    kind = ItemKind(item.kind).label
    said = item.text or item.quote
    if not said:
        return str(kind)
    return _("%(kind)s: “%(words)s”") % {"kind": kind, "words": shorten(said, 80)}


def _is_mended(item: Item, blocks: Sequence[_DraftBlock]) -> bool:
    if item.kind not in MENDABLE or not item.quote:
        return False
    return place(anchor_of(item), blocks).placing.value in (Placing.CHANGED, Placing.GONE)
