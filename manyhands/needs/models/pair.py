from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from manyhands.people.models import Person

from .need import WAITING, Need


class PairQuerySet(models.QuerySet["NeedPair"]):
    def undecided(self) -> Self:
        """Both still wait, and nobody has said that they are two."""
        both = Q(one__state__in=WAITING, other__state__in=WAITING)
        return self.filter(both, kept_apart_at=None, one__is_restricted=False).filter(
            other__is_restricted=False
        )


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
