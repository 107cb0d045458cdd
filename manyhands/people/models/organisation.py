from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from manyhands.media.models import Asset


class Organisation(models.Model):
    """The one organisation of this installation: its name, colour, logo and time zone."""

    name = models.CharField(_("name"), max_length=120)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="",
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write it like #ffe24a."))],
    )
    logo = models.ForeignKey(Asset, models.SET_NULL, null=True, blank=True, related_name="+")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="organisation_is_the_only_one"),
        ]

    def __str__(self) -> str:
        return self.name
