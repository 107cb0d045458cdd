from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models
from django.db.models import Q

from manyhands.kernel.saving import QuickToSave

from .entry import Entry

LEASE: Final = timedelta(minutes=5)


class DeliveryState(models.TextChoices):
    OPEN = "open"
    DONE = "done"
    PARKED = "parked"
    CANCELLED = "cancelled"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def open(self) -> Self:
        return self.filter(state=DeliveryState.OPEN)

    def due(self, at: datetime, beyond: datetime | None = None) -> Self:
        """Those to be tried now that nobody holds.

        A lease that would last longer than leases do (``beyond``) was taken by a clock that ran ahead: it is over.
        """
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
        free |= Q(leased_until__gt=beyond or at + 2 * LEASE)
        return self.open().filter(free, run_at__lte=at)

    def parked(self) -> Self:
        return self.filter(state=DeliveryState.PARKED)


class Delivery(QuickToSave):
    """One thing one receiver has to do: about an entry, or a job with facts of its own.

    The outbox: written with the change itself, leased by a worker, retried with growing pauses, parked when hopeless.
    Deliveries of one (receiver, subject) line happen in order.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="deliveries")
    receiver = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.OPEN)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_at = models.DateTimeField()
    # When it was said that it runs then: tells a clock that ran ahead from a moment that is meant to be far away.
    set_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, default="")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["state", "run_at", "id"], name="delivery_due"),
            models.Index(
                fields=["receiver", "subject", "id"],
                condition=Q(state="open"),
                name="delivery_line",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.receiver} for {self.subject}"
