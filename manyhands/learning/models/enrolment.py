from __future__ import annotations

from django.db import models

from manyhands.courses.models import Course, Release
from manyhands.people.models import Person


class Enrolment(models.Model):
    """A person takes a course: where they are, and what they have read of it.

    ``finished`` is the last release read to its end; it stays whatever happens to the course.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, models.CASCADE, related_name="enrolments")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")  # opened last
    position = models.CharField(max_length=40, default="", blank=True)  # block reached
    finished = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)  # the first time

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course"], name="enrolment_is_one_per_course"),
        ]
        indexes = [
            models.Index(fields=["person", "-seen_at"], name="enrolment_recent"),
            models.Index(fields=["course", "finished_at"], name="enrolment_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} takes {self.course_id}"
