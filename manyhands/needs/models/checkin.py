from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person

from .need import Need, NeedState


class Wave(models.IntegerChoices):
    """How many days after their own first reply a person is asked."""

    AT_ONCE = 0, _("at once")
    MONTH = 30, _("after 30 days")
    QUARTER = 90, _("after 90 days")


class Reply(models.TextChoices):
    YES = "yes", _("Yes, solved")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No, not yet")
    NOT_READ = "not_read", _("Not read yet")


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def current(self) -> Self:
        """About the answer of today: not from before the need was opened again."""
        answered = Q(need__state__in=(NeedState.ANSWERED, NeedState.SOLVED))
        return self.filter(answered, round=F("need__reopened_count"))

    def waiting(self) -> Self:
        """Asked about the answer of today, without a reply."""
        return self.current().filter(asked_at__isnull=False, replied_at=None)

    def unasked(self) -> Self:
        return self.current().filter(asked_at=None, replied_at=None)

    def replied(self) -> Self:
        return self.filter(replied_at__isnull=False).exclude(reply=Reply.NOT_READ)


class CheckIn(QuickToLoad):
    """ "Did it solve your need?", put to one person who waited, once per wave and round.

    ``round`` counts the need's reopenings: a need answered anew is asked about anew.
    """

    need = models.ForeignKey(Need, models.CASCADE, related_name="checkins")
    person = models.ForeignKey(Person, models.CASCADE, related_name="checkins")
    wave = models.PositiveSmallIntegerField(choices=Wave, default=Wave.AT_ONCE)
    round = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # when they finished the answer
    reply = models.CharField(max_length=8, choices=Reply, default="", blank=True)
    sentence = models.CharField(_("in a sentence"), max_length=500, default="", blank=True)
    is_nameless = models.BooleanField(_("without my name"), default=False)
    replied_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "person", "wave", "round"], name="checkin_is_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(reply="") | Q(replied_at__isnull=False),
                name="checkin_reply_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at", "due_at"], name="checkin_due"),
            models.Index(fields=["person", "replied_at"], name="checkin_of_person"),
            models.Index(fields=["reply", "-replied_at"], name="checkin_by_reply"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.need_id}, {self.wave} days"

    @property
    def speaker(self) -> Person | dict[str, object]:
        """Whose face is shown beside the sentence: somebody, where they gave no name."""
        if not self.is_nameless:
            return self.person
        return {"name": str(_("Somebody")), "initials": "?", "tint": 8, "photo_url": ""}
