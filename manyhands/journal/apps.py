from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "manyhands.journal"
    label = "journal"

    def ready(self) -> None:
        from . import checks, tasks  # noqa: F401 - they register what they hold
