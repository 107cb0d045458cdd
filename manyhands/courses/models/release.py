from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.loading import QuickToLoad
from manyhands.people.models import Person
from manyhands.web.links import url

from .course import Course


class ReleaseSize(models.TextChoices):
    MINOR = "minor", _("Minor")
    MAJOR = "major", _("Major")


class Release(QuickToLoad):
    """One numbered, immutable edition of a course: what learners read."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="releases")
    number = models.PositiveSmallIntegerField()
    size = models.CharField(max_length=5, choices=ReleaseSize, default=ReleaseSize.MAJOR)
    note = models.CharField(_("what is new"), max_length=500, default="", blank=True)
    title = models.CharField(max_length=200)
    goal = models.CharField(max_length=500, default="", blank=True)
    for_whom = models.CharField(max_length=300, default="", blank=True)
    minutes = models.PositiveSmallIntegerField(default=1)
    document = models.JSONField()
    outline = models.JSONField(default=list)  # [{"id", "level", "text"}]
    released_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="releases")
    released_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="release_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"release {self.number} of {self.course_id}"

    def get_absolute_url(self) -> str:
        return url("learning:release", self.course_id, self.number)


class ReleaseBlock(QuickToLoad):
    """One block of a release, frozen: differences, search, statistics and anchors are computed from it."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="blocks")
    block_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    text = models.TextField(default="", blank=True)
    html = models.TextField(default="", blank=True)
    node = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "block_id"], name="release_block_appears_once"
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.kind} {self.block_id} of {self.release_id}"
