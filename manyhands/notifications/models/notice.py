from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def unmailed(self) -> Self:
        return self.filter(mail_wanted=True, mail=None)


class Notice(QuickToLoad):
    """One event told to one person, exactly once. The sentence is made when shown, from ids and words in ``facts``."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    entry_id = models.BigIntegerField()  # of the journal, which keeps no keys and needs none
    kind = models.CharField(max_length=60)
    family = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_wanted = models.BooleanField(default=False)
    mail_due_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey("Mail", models.SET_NULL, null=True, blank=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "entry_id"], name="notice_is_told_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_list"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["mail_due_at"],
                condition=Q(mail_wanted=True, mail=None),
                name="notice_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} for {self.person_id}"
