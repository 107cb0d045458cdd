from __future__ import annotations

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "manyhands.feedback"
    label = "feedback"

    def ready(self) -> None:
        from manyhands.learning.remarks import Remarks, know_remarks

        from . import checks, notelines, receivers, remarks  # noqa: F401

        know_remarks(Remarks(on_page=remarks.on_page, on_changes=remarks.on_changes))
