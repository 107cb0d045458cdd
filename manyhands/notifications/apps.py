from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "manyhands.notifications"
    label = "notifications"

    def ready(self) -> None:
        from manyhands.people.sections import ON_ADMINISTRATION, add_section
        from manyhands.web.mail import set_transport

        from . import checks, erasing, receivers, tasks  # noqa: F401

        set_transport(tasks.take_letter)
        add_section(
            ON_ADMINISTRATION, title=_("Not delivered"), url_name="notifications:parked", order=90
        )
