from __future__ import annotations

from django.db import models


class Word(models.Model):
    """A folded word that occurs somewhere, and in about how many documents: what typos are measured against."""

    word = models.CharField(max_length=60, unique=True)
    documents = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.word
