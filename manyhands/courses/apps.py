from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "manyhands.courses"
    label = "courses"

    def ready(self) -> None:
        from . import doors

        doors.describe_drafts()
