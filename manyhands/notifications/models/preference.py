from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyhands.people.models import Person


class Family(models.TextChoices):
    """What notices are about; each person chooses a rhythm for each."""

    WAITS = "waits", _("Somebody waits for me")
    MINE = "mine", _("What I asked for or said")
    WRITING = "writing", _("Courses I write")
    LEARNING = "learning", _("Courses I have read")
    AROUND = "around", _("Needs in my groups and topics")


class Rhythm(models.TextChoices):
    NOW = "now", _("Now")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never by mail")


# What people get until they choose: who waits for them at once, the rest once a day.
DEFAULTS: Final[dict[str, Rhythm]] = {
    Family.WAITS: Rhythm.NOW,
    Family.MINE: Rhythm.NOW,
    Family.WRITING: Rhythm.DAILY,
    Family.LEARNING: Rhythm.DAILY,
    Family.AROUND: Rhythm.DAILY,
}


class Preference(models.Model):
    """How often one person wants mails of one family."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="preferences")
    family = models.CharField(max_length=12, choices=Family)
    rhythm = models.CharField(max_length=8, choices=Rhythm)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "family"], name="preference_is_one_a_family"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.family} {self.rhythm}"
