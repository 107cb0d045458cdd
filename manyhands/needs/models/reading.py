from __future__ import annotations

from django.db import models

from manyhands.people.models import Person

from .need import Need


class EffectReading(models.Model):
    """How far the expected effect has come: a number said by somebody who waited."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="readings")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.value} for {self.need_id}"
