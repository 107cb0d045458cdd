from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "manyhands.needs"
    label = "needs"

    def ready(self) -> None:
        from manyhands.people.sections import ON_GROUP, ON_PERSON, add_section

        from . import (  # noqa: F401 - they register what they hold
            checks,
            erasing,
            everywhere,
            live,
            receivers,
            tasks,
        )

        add_section(ON_PERSON, title=_("Needs answered"), url_name="needs:answered_by", order=10)
        add_section(ON_GROUP, title=_("What it needs"), url_name="needs:of_group", order=10)
