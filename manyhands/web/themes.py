"""Light or dark, as a person chose: a cookie says it, so that it is known without the database."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

COOKIE: Final = "theme"
THEMES: Final = ("light", "dark")


def theme_of(request: HttpRequest) -> str:
    """What was chosen in this browser; nothing where the device shall say it."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""
