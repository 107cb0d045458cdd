from __future__ import annotations

from django.db import models

from manyhands.people.models import Person


class MailState(models.TextChoices):
    WAITING = "waiting"
    SENT = "sent"


class Mail(models.Model):
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

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="mail_waiting")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"
