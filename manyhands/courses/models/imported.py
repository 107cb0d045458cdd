from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyhands.people.models import Person

from .course import Course


class ImportedPage(models.Model):
    """Where an imported draft came from, so that a second run updates what nobody touched."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="imported")
    source = models.CharField(max_length=200)  # the name of the imported folder, file or archive
    path = models.CharField(max_length=500)  # of the page inside it
    digest = models.CharField(max_length=64)  # of the page as imported last; "" while it is not yet
    # The pictures and files that were stored for it, by their path in the source.
    stored = models.JSONField(default=dict)
    imported_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Two people may each import a folder of the same name: neither touches the other's drafts.
            models.UniqueConstraint(
                fields=["imported_by", "source", "path"], name="imported_page_is_one_course"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.path}"


class RunState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Could not be imported")


class ImportRun(models.Model):
    """One import asked for by a page: how far it is, and what came of it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="import_runs")
    source = models.CharField(max_length=200)
    file = models.CharField(
        max_length=200
    )  # the upload, relative to MEDIA_ROOT, while it is needed
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    done_count = models.PositiveIntegerField(default=0)
    page_count = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, default="", blank=True)  # why it failed
    report = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"import of {self.source} by {self.person_id}"

    @property
    def is_under_way(self) -> bool:
        return self.state in (RunState.WAITING, RunState.RUNNING)
