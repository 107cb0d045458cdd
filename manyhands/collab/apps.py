from __future__ import annotations

from django.apps import AppConfig


class CollabConfig(AppConfig):
    name = "manyhands.collab"
    label = "collab"
