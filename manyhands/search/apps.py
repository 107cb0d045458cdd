from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "manyhands.search"
    label = "search"

    def ready(self) -> None:
        from . import checks, erasing, receivers  # noqa: F401
