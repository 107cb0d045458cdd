from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from django.db import models

# Raised when the shape of documents changes so that an editor loaded earlier must not write any more.
SCHEMA_VERSION: Final = 1


class RoomQuerySet(models.QuerySet["Room"]):
    def locked(self, key: str) -> Room:
        """The room, alone until the transaction ends; the snapshot is not fetched.

        Whoever writes rows of a room takes this lock first: so their ids grow in the order of commits, and
        "the rows after my last id" never leaves one out.
        """
        return self.select_for_update().defer("snapshot").get(key=key)


class Room(models.Model):
    """A shared document: a snapshot, and the updates since."""

    key = models.CharField(max_length=80, unique=True)
    # Tells a room from one that bore the same key earlier, so that words kept in a browser for that one stay out.
    copy = models.UUIDField(default=uuid.uuid4, editable=False)
    schema_version = models.PositiveSmallIntegerField(default=SCHEMA_VERSION)
    snapshot = models.BinaryField(default=bytes, editable=False)
    snapshot_upto = models.BigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True, editable=False)
    touched_at = models.DateTimeField(null=True, editable=False)
    touched_by_id = models.BigIntegerField(null=True, editable=False)

    objects = RoomQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key

    @property
    def is_touched(self) -> bool:
        """Whether a person has changed the document since it was made."""
        return self.touched_at is not None

    def touch(self, *, by_id: int, at: datetime) -> None:
        self.touched_by_id = by_id
        self.touched_at = at
