"""The rows behind a shared document: read, written, and drawn together. For database threads.

A document is its snapshot with all later updates applied, in any order and as often as one likes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db import transaction
from pycrdt import Doc, merge_updates

from manyhands.kernel.clock import now
from manyhands.web.live.hub import publish

from .followers import tell_followers
from .models import Room, Update
from .ydoc import Shape, apply_keeping_words, may_exchange, shape_of

log = logging.getLogger(__name__)

# What is told of a room on its topic.
ROWS_CHANGED: Final = "updates"
ROOM_GONE: Final = "gone"
PRESENCE: Final = "presence"


@dataclass(frozen=True, slots=True)
class Change:
    """An update that is to be kept, and who made it; an importer's does not touch the draft."""

    data: bytes
    person_id: int | None
    touches: bool = True


@dataclass(frozen=True, slots=True)
class News:
    """What a reader lacks who knew everything up to some row; ``last_id`` is the last one now.

    ``kept`` is how the changes of a writer were kept: with words that they would have lost.
    """

    updates: list[bytes]
    last_id: int
    kept: list[bytes] = field(default_factory=list)


def topic_of(room_id: int) -> str:
    return f"room:{room_id}"


def rights_topic_of(room_id: int) -> str:
    return f"room-rights:{room_id}"


def news_after(room_id: int, last_id: int) -> News:
    """What came after ``last_id``; the snapshot stands for rows that were drawn together meanwhile."""
    upto = Room.objects.values_list("snapshot_upto", flat=True).get(pk=room_id)
    return _news(room_id, upto, last_id)


def _news(room_id: int, snapshot_upto: int, last_id: int) -> News:
    updates: list[bytes] = []
    if snapshot_upto > last_id or last_id == 0:
        room = Room.objects.only("snapshot", "snapshot_upto").get(pk=room_id)
        updates.append(bytes(room.snapshot))
        last_id = room.snapshot_upto
    rows = Update.objects.filter(room_id=room_id).after(last_id).values_list("pk", "data")
    for row_id, data in rows:
        updates.append(bytes(data))
        last_id = row_id
    return News([update for update in updates if update], last_id)


@transaction.atomic
def write_changes(key: str, changes: Sequence[Change], *, after: int) -> News:
    """Keep these changes. Returns what others have written since ``after``; the last id is that of the last change."""
    room = Room.objects.locked(key)
    news = _news(room.pk, room.snapshot_upto, after)
    changes = _keeping_words(room, changes)
    moment = now()
    rows = Update.objects.bulk_create(
        Update(room=room, data=change.data, person_id=change.person_id, made_at=moment)
        for change in changes
    )
    _note_touch(room, changes)
    last_id = max((row.pk for row in rows), default=news.last_id)
    publish(topic_of(room.pk), ROWS_CHANGED, {"upto": last_id})
    if any(change.touches for change in changes):
        tell_followers(key)
    return News(news.updates, last_id, [change.data for change in changes])


def _keeping_words(room: Room, changes: Sequence[Change]) -> Sequence[Change]:
    """These changes, so that a move loses no words that its maker had not heard of."""
    if not any(may_exchange(change.data) for change in changes):
        return changes
    doc, _ = load(room.pk)
    shape = shape_of(room.key)
    return [replace(change, data=_keeping(doc, change.data, shape)) for change in changes]


def _keeping(doc: Doc[Any], update: bytes, shape: Shape) -> bytes:
    try:
        return apply_keeping_words(doc, update, shape)
    except Exception:
        log.exception("What an update of a shared document would lose cannot be found.")
        return update


def load(room_id: int) -> tuple[Doc[Any], int]:
    """The document as it stands, and the id of the last row in it."""
    news = news_after(room_id, 0)
    doc: Doc[Any] = Doc()
    apply_all(doc, news.updates)
    return doc, news.last_id


def apply_all(doc: Doc[Any], updates: Iterable[bytes]) -> None:
    """Apply updates; one that cannot be applied is logged and left out, the others still count."""
    for update in updates:
        try:
            doc.apply_update(update)
        except Exception:
            log.exception("An update of a shared document cannot be applied.")


def is_update(data: bytes) -> bool:
    """Whether these bytes are an update that Yjs can read."""
    try:
        merge_updates(data)
    except Exception:  # noqa: BLE001 - whatever it stumbles over, it is not an update
        return False
    return True


@transaction.atomic
def compact(key: str) -> None:
    """Draw all updates together into the snapshot."""
    room = Room.objects.locked(key)
    if not Update.objects.filter(room=room).exists():
        return
    doc, last_id = load(room.pk)
    room.snapshot = doc.get_update()
    room.snapshot_upto = last_id
    room.save(update_fields=["snapshot", "snapshot_upto"])
    Update.objects.filter(room=room, pk__lte=last_id).delete()


def _note_touch(room: Room, changes: Sequence[Change]) -> None:
    people = [c.person_id for c in changes if c.touches and c.person_id is not None]
    if people:
        room.touch(by_id=people[-1], at=now())
        room.save(update_fields=["touched_at", "touched_by_id"])
