from __future__ import annotations

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "manyhands.media"
    label = "media"

    def ready(self) -> None:
        from . import checks  # noqa: F401
