from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "manyhands.courses"
    label = "courses"

    def ready(self) -> None:
        from . import doors, receivers, tasks

        doors.describe_drafts()
