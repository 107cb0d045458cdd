from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "manyhands.people"
    label = "people"

    def ready(self) -> None:
        from manyhands.journal.queue import work_within

        from .organisation import organisation_time

        work_within(organisation_time)
        from . import checks, seeing, tasks  # noqa: F401 - they register what they hold
