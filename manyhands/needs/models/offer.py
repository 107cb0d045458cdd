from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person

from .need import Need


class OfferQuerySet(models.QuerySet["Offer"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Offer(models.Model):
    """ "I can answer this": somebody volunteers."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="offers")
    note = models.CharField(_("how you will answer it"), max_length=500, default="", blank=True)
    offered_at = models.DateTimeField()
    writing_since = models.DateTimeField(null=True, blank=True)  # a draft was begun
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "person"],
                condition=Q(withdrawn_at=None),
                name="offer_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} offers for {self.need_id}"


class NominationState(models.TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Can’t")
    PASSED_ON = "passed_on", _("Passed on")


class Nomination(QuickToLoad):
    """ "She knows this": somebody is named, and says yes, a polite no, or passes it on."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="nominations")
    nominee = models.ForeignKey(Person, models.CASCADE, related_name="nominations")
    nominated_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="nominations_made"
    )
    reason = models.CharField(_("why them"), max_length=500, default="", blank=True)
    state = models.CharField(max_length=10, choices=NominationState, default=NominationState.ASKED)
    reply = models.CharField(_("your words"), max_length=500, default="", blank=True)
    nominated_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "nominee"],
                condition=Q(state=NominationState.ASKED),
                name="nomination_waits_once",
            ),
        ]
        indexes = [models.Index(fields=["nominee", "state"], name="nomination_waiting")]

    def __str__(self) -> str:
        return f"{self.nominee_id} named for {self.need_id}"
