from __future__ import annotations

from django.db import models

from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person

from .course import Course


class CoAuthor(QuickToLoad):
    """Somebody who writes, releases and answers beside the keeper."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="coauthors")
    person = models.ForeignKey(Person, models.CASCADE, related_name="coauthorships")
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="coauthor_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} writes {self.course_id}"
