from __future__ import annotations

from typing import Self

from django.db import models

from .room import Room


class UpdateQuerySet(models.QuerySet["Update"]):
    def after(self, row_id: int) -> Self:
        """What came later than this row, in order."""
        return self.filter(pk__gt=row_id).order_by("pk")


class Update(models.Model):
    """One change of a shared document, as Yjs encodes it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="updates", db_index=False)
    data = models.BinaryField()
    person_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    objects = UpdateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["room", "id"], name="update_after_the_last")]

    def __str__(self) -> str:
        return f"#{self.pk} of {self.room_id}"
