from __future__ import annotations

from django.db import models


class Beat(models.Model):
    """When a recurring job is due next; one row for each, shared by all workers."""

    name = models.CharField(max_length=100, unique=True)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at}"
