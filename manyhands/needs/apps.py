from __future__ import annotations

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "manyhands.needs"
    label = "needs"

    def ready(self) -> None:
        from . import everywhere, live, receivers, tasks  # noqa: F401 - they register what they hold
