from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "manyhands.notifications"
    label = "notifications"

    def ready(self) -> None:
        from manyhands.web.mail import set_transport

        from . import receivers, tasks  # noqa: F401

        set_transport(tasks.take_letter)
