from __future__ import annotations

from typing import Final

from django.db import models

from manyhands.kernel.saving import QuickToSave
from manyhands.people.models import Person


class MailState(models.TextChoices):
    WAITING = "waiting"
    SENT = "sent"


# Further nobody counts: that it is too many is known by then.
MOST: Final = 10_000


class MailQuerySet(models.QuerySet["Mail"]):
    def count_waiting(self) -> int:
        """How many have not left, as far as it is worth counting."""
        return self.filter(state=MailState.WAITING)[:MOST].count()


class Mail(QuickToSave):
    """A mail as it leaves: kept so that it goes out at least once, with a Message-ID that stays the same."""

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="mails")
    to = models.EmailField(max_length=254)
    message_id = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(default="", blank=True)
    headers = models.JSONField(default=dict)
    # Its words open a door (an invitation): forgotten once it is sent, except in the demo's outbox.
    is_secret = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="mail_waiting")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"
