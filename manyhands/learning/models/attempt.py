from __future__ import annotations

from django.db import models

from manyhands.courses.models import Release
from manyhands.kernel.saving import QuickToSave

from .enrolment import Enrolment


class Attempt(models.Model):
    """One go at a course, tied to the release it was made on. Finished is a fact no edit removes."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attempts")
    release = models.ForeignKey(Release, models.PROTECT, related_name="attempts")
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "release"], name="attempt_is_one_per_release"
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk} on {self.release_id}"


class Response(QuickToSave):
    """An answer to a question block, kept with its release and block. Wrong ones are the learner's own."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses")
    block_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    # Of the question as it was asked: the answer stands in later releases while the question is the same.
    digest = models.CharField(max_length=64, default="")
    answer = models.JSONField()  # {"options": [ids]} or {"text": "…"}
    is_right = models.BooleanField(null=True)
    tries = models.PositiveSmallIntegerField(default=1)
    responded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "block_id"], name="response_is_one_per_block"
            ),
        ]

    def __str__(self) -> str:
        return f"response to {self.block_id}"
