from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "manyhands.learning"
    label = "learning"

    def ready(self) -> None:
        from manyhands.courses.reading import Reading, know_reading

        from . import checks, erasing, queries, receivers  # noqa: F401

        know_reading(Reading(opened=queries.opened_ids, changed=queries.changed_since_read))
