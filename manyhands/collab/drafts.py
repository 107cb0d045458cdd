"""Shared drafts for the domains above: made, read, and changed, also while somebody types."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from manyhands.kernel.clock import now
from manyhands.kernel.people import Actor
from manyhands.web.live.hub import RIGHTS, publish, rights_changed

from . import store
from .models import Room
from .ydoc import Document, Draft, shape_of, write_document
from .ydoc import read_document as read_doc


@transaction.atomic
def create_room(key: str, document: Document, *, by: Actor | None) -> Room:
    """Open a shared draft with this content. Nobody has touched it yet."""
    return Room.objects.create(
        key=key,
        snapshot=write_document(document).get_update(),
        created_at=now(),
        created_by_id=by.pk if by else None,
    )


def room(key: str) -> Room:
    """The room, without its content: who touched it, and when."""
    return Room.objects.defer("snapshot").get(key=key)


def is_touched(key: str) -> bool:
    """Whether a person, not only an importer, has changed the draft since it was made."""
    return room(key).is_touched


def read_document(key: str) -> Document:
    """The draft as it stands now, with every update that was kept so far."""
    doc, _ = store.load(room(key).pk)
    return read_doc(doc, shape_of(key))


@transaction.atomic
def change_document(
    key: str, change: Callable[[Draft], object], *, by: Actor | None, touches: bool = True
) -> Document:
    """Change the draft in blocks. Returns what it says then.

    It is an update like any other: open editors show it after the commit, and nobody's undo takes it back.
    An importer passes ``touches=False``: the draft still counts as untouched.
    """
    kept = Room.objects.locked(key)
    doc, last_id = store.load(kept.pk)
    updates: list[bytes] = []
    watching = doc.observe(lambda event: updates.append(event.update))
    draft = Draft(doc, shape_of(key))
    with doc.transaction():
        change(draft)
    doc.unobserve(watching)
    changes = [store.Change(update, by.pk if by else None, touches) for update in updates]
    if changes:
        store.write_changes(key, changes, after=last_id)
    return draft.document()


@transaction.atomic
def delete_room(key: str) -> None:
    """Close the draft for good; whoever has it open is told."""
    kept = Room.objects.locked(key)
    publish(store.topic_of(kept.pk), store.ROOM_GONE)
    kept.delete()


def check_rights(key: str, person_id: int | None = None) -> None:
    """Ask the rule again, after the commit: for one person, or for everybody in the room.

    To be called by the action that takes rights away; sockets of those who may write no longer are closed.
    """
    if person_id is not None:
        rights_changed(person_id)
    else:
        publish(store.rights_topic_of(room(key).pk), RIGHTS)
