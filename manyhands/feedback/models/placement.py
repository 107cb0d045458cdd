from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyhands.courses.models import Release

from .item import Item


class Placing(models.TextChoices):
    SAME = "same", _("Still there")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("Gone")
    UNKNOWN = "unknown", _("Cannot be placed")


class Placement(models.Model):
    """Where the words of an item are on a later release; a guess is never shown as certain."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="placements")
    release = models.ForeignKey(Release, models.CASCADE, related_name="placements")
    placing = models.CharField(max_length=8, choices=Placing)
    block_id = models.CharField(max_length=40, default="", blank=True)
    words = models.CharField(max_length=1000, default="", blank=True)  # the wording now

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "release"], name="placement_is_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} on {self.release_id}: {self.placing}"
