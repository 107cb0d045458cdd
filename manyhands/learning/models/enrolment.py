from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import models

from manyhands.courses.models import Course, Release
from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .attempt import Attempt

# A visit that goes on is not written down at every page.
SAME_VISIT: Final = timedelta(minutes=10)


class Enrolment(QuickToLoad):
    """A person takes a course: where they are, and what they have read of it.

    ``finished`` is the last release read to its end; it stays whatever happens to the course.
    """

    attempts: RelatedManager[Attempt]

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
            models.UniqueConstraint(
                fields=["person", "course"], name="enrolment_is_one_per_course"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-seen_at"], name="enrolment_recent"),
            models.Index(fields=["course", "finished_at"], name="enrolment_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} takes {self.course_id}"

    def has_read(self, release: Release) -> bool:
        """To the end, this release or a later one."""
        return self.finished is not None and self.finished.number >= release.number

    def is_on_the_same_visit(self, release: Release, at: datetime) -> bool:
        return self.release_id == release.pk and at - self.seen_at < SAME_VISIT

    def finish(self, release: Release, *, at: datetime) -> bool:
        """Read to its end. Returns whether it is the first time for this course."""
        is_first = self.finished_at is None
        self.finished_at = self.finished_at or at
        if not self.has_read(release):
            self.finished = release
        return is_first
