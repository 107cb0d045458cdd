from __future__ import annotations

from django.apps import AppConfig


class CollabConfig(AppConfig):
    name = "manyhands.collab"
    label = "collab"

    def ready(self) -> None:
        from manyhands.web.templating import in_every_template

        from . import checks  # noqa: F401
        from .words import editor_facts

        in_every_template("editor_facts", editor_facts)
