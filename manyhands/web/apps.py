from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class WebConfig(AppConfig):
    name = "manyhands.web"
    label = "web"

    def ready(self) -> None:
        user_logged_out.connect(_close_streams, dispatch_uid="web.close_streams")


def _close_streams(user: Any, **_: Any) -> None:
    """Who signs out hears nothing more: signing out is Django's, so its signal is the only place to stand."""
    from .live.hub import rights_changed

    if user is not None:
        rights_changed(user.pk)
