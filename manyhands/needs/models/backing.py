from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.saving import QuickToSave
from manyhands.people.models import Person

from .need import Need


class Backing(QuickToSave):
    """ "Me too", with an optional reason and date."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="backings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="backings")
    reason = models.CharField(_("why you too"), max_length=500, default="", blank=True)
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    backed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "person"], name="backing_is_given_once"),
        ]
        indexes = [models.Index(fields=["need", "backed_at"], name="backing_in_order")]

    def __str__(self) -> str:
        return f"{self.person_id} backs {self.need_id}"
