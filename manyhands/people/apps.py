from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "manyhands.people"
    label = "people"

    def ready(self) -> None:
        from . import checks, seeing, tasks  # noqa: F401 - they register what they hold
