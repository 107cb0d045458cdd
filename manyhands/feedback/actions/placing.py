"""Where remarks are on a new release: placed again, each from the words as they were first marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from manyhands.courses.models import Course, Release, ReleaseBlock
from manyhands.feedback.anchors import Anchor, place
from manyhands.feedback.models import Item, Placement
from manyhands.feedback.models.item import OPEN
from manyhands.kernel.clock import now

# So long what was dealt with is still shown beside the text.
RECENT: Final = timedelta(days=90)
LONGEST_WORDS: Final = 1000


@transaction.atomic
def place_items(release: Release, limit: int | None = None) -> int:
    """Place what is open, and what was dealt with lately, on this release. Again and again the same. Returns how
    many were placed now; with a limit the latest come first."""
    recent = Q(state__in=OPEN) | Q(moved_at__gte=now() - RECENT)
    items = Item.objects.filter(recent, course=release.course_id).exclude(release=release)
    items = items.exclude(placements__release=release).order_by("-pk")
    wanted = list(items[:limit] if limit else items)
    _place(wanted, release)
    return len(wanted)


def place_on_current(item: Item, course: Course) -> None:
    """Said on an old page while a newer release was out."""
    if course.current is not None and course.current_id != item.release_id:
        _place([item], course.current)


def anchor_of(item: Item) -> Anchor:
    return Anchor(item.block_id, item.quote, item.prefix, item.suffix)


def _place(items: Sequence[Item], release: Release) -> None:
    if not items:
        return
    blocks: Iterable[ReleaseBlock] = ReleaseBlock.objects.filter(release=release)
    known = list(blocks)
    placements = []
    for item in items:
        placed = place(anchor_of(item), known)
        placements.append(
            Placement(
                item=item,
                release=release,
                placing=placed.placing.value,
                block_id=placed.block_id,
                words=placed.words[:LONGEST_WORDS],
            )
        )
    Placement.objects.bulk_create(placements, batch_size=500, ignore_conflicts=True)
