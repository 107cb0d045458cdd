from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "manyhands.courses"
    label = "courses"

    def ready(self) -> None:
        from manyhands.people.sections import ON_PERSON, add_section

        from . import answers, checks, doors, erasing, receivers, tasks  # noqa: F401

        doors.describe_drafts()
        answers.register()
        add_section(ON_PERSON, title=_("Courses"), url_name="courses:written", order=20)
