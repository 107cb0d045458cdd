from __future__ import annotations

from django.db import models

from manyhands.people.models import Person

from .course import Course


class KeeperLetter(models.Model):
    """What a coach wrote to the keeper of a course: help with a draft that sleeps, or please look at it again."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="letters")
    keeper = models.ForeignKey(Person, models.CASCADE, related_name="letters_received")
    written_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="letters_written"
    )
    words = models.CharField(max_length=500)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["course", "-written_at"], name="letter_of_course")]

    def __str__(self) -> str:
        return f"#{self.pk} to {self.keeper_id} about {self.course_id}"
