from __future__ import annotations

from typing import Self

from django.db import models

from manyhands.kernel.people import Subject
from manyhands.kernel.saving import QuickToSave


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, subject: Subject) -> Self:
        """What happened to one thing: its timeline."""
        return self.filter(subject_type=subject_type_of(subject), subject_id=subject.pk)


class Entry(QuickToSave):
    """What happened, told once. No foreign keys: the journal outlives what it describes."""

    kind = models.CharField(max_length=100)
    actor_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="entry_timeline"),
            models.Index(fields=["kind", "-happened_at"], name="entry_by_kind"),
            models.Index(fields=["actor_id", "-id"], name="entry_by_actor"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


def subject_type_of(subject: Subject) -> str:
    """How the journal names a row's kind: "needs.need"."""
    return str(subject._meta.label_lower)  # type: ignore[attr-defined]
