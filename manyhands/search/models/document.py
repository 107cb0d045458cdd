from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.loading import QuickToLoad


class DocumentKind(models.TextChoices):
    NEED = "need", _("Need")
    COURSE = "course", _("Course")
    BLOCK = "block", _("In a course")
    QUESTION = "question", _("Question")
    PERSON = "person", _("Person")


class Document(QuickToLoad):
    """One thing that can be found. ``title_words`` and ``body_words`` are folded: no case, no accents.

    A block belongs to its course (``object_id``) and is told apart by ``place``. The engines' own index
    (FTS5 or tsvector) hangs on the row's id.
    """

    kind = models.CharField(max_length=10, choices=DocumentKind)
    object_id = models.BigIntegerField()
    place = models.CharField(max_length=40, default="", blank=True)
    title = models.CharField(max_length=300)
    body = models.TextField(default="", blank=True)
    title_words = models.TextField()
    body_words = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "place"], name="document_is_indexed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.place}"
