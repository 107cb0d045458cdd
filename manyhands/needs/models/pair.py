from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from manyhands.people.models import Person

from .need import Need


class PairQuerySet(models.QuerySet["NeedPair"]):
    def undecided(self) -> Self:
        """Both still wait, and nobody has said that they are two."""
        return self.filter(_waits("one"), _waits("other"), kept_apart_at=None)


def _waits(side: str) -> Exists:
    """Asked of each pair, from the newest on: there may be far more needs that wait than pairs that are shown."""
    return Exists(Need.objects.waiting().filter(pk=OuterRef(side), is_restricted=False))


class NeedPair(models.Model):
    """Two needs that may be one, as the worker found them; ``kept_apart_at``: for good, since somebody said so."""

    one = models.ForeignKey(Need, models.CASCADE, related_name="+")  # the one with the lower id
    other = models.ForeignKey(Need, models.CASCADE, related_name="+")
    shared = models.JSONField(default=list)  # the words they have in common
    found_at = models.DateTimeField()
    kept_apart_at = models.DateTimeField(null=True, blank=True)
    kept_apart_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="need_pair_is_found_once"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="need_pair_begins_with_the_older"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"
