from __future__ import annotations

from django.db import models

from manyhands.kernel.loading import QuickToLoad
from manyhands.needs.models import Need
from manyhands.people.models import Person

from .course import Course


class NeedLink(QuickToLoad):
    """A course linked to a need: who, when, and whether it was made for it or found."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="links")
    course = models.ForeignKey(Course, models.CASCADE, related_name="links")
    is_made_for_it = models.BooleanField(default=True)
    linked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "course"], name="need_link_is_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} answers {self.need_id}"
