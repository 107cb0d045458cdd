from __future__ import annotations

from django.db import models

from manyhands.people.models import Person

from .course import Course


class ImportedPage(models.Model):
    """Where an imported draft came from, so that a second run updates what nobody touched."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="imported")
    source = models.CharField(max_length=200)  # the name of the imported folder, file or archive
    path = models.CharField(max_length=500)  # of the page inside it
    digest = models.CharField(max_length=64)  # of the page as imported last
    imported_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "path"], name="imported_page_is_one_course"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.path}"
