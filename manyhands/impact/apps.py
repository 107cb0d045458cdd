from __future__ import annotations

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "manyhands.impact"
    label = "impact"

    def ready(self) -> None:
        from . import tasks  # noqa: F401
