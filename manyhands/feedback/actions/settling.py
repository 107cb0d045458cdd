from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from manyhands.courses.models import Course, Release
from manyhands.feedback.events import ItemDone
from manyhands.feedback.models import PASSING, Item, ItemState
from manyhands.journal.events import record
from manyhands.kernel.clock import now
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .counting import recount_reactions
from .placing import place_items

# Placed within the release itself; a receiver does the rest.
AT_ONCE = 200


@transaction.atomic
def settle_items(
    course: Course, release: Release, item_ids: Collection[int], *, by: Person
) -> list[Item]:
    """What this release deals with is done; each who spoke is told. The release has asked who may."""
    moment = now()
    settled = Item.objects.filter(course=course, pk__in=item_ids).open()
    items = list(settled.select_related("course"))
    for item in items:
        item.move_to(ItemState.DONE, at=moment)
        item.done_in = release
        item.save(update_fields=["state", "moved_at", "done_in"])
        _tell(item, release, by)
    place_items(release, limit=AT_ONCE)
    recount_reactions(course, PASSING)
    publish(f"course:{course.pk}", "feedback")
    return items


def _tell(item: Item, release: Release, by: Person) -> None:
    fact = ItemDone(
        course_id=item.course_id,
        title=release.title,
        item_id=item.pk,
        release_id=release.pk,
        number=release.number,
    )
    record(fact, by=by, about=item)
