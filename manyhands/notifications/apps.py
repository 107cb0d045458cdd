from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "manyhands.notifications"
    label = "notifications"

    def ready(self) -> None:
        from . import receivers, tasks  # noqa: F401
