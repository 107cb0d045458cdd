from __future__ import annotations

from django.db import models


class Snapshot(models.Model):
    """The figures of the impact page, computed by the worker; the page says as of when."""

    figures = models.JSONField()
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"figures of {self.computed_at}"
