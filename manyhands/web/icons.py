"""Icons by name, drawn inline from the built sprite so that they take the colour of the text."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from markupsafe import Markup

from .assets import asset


def icon(name: str) -> Markup:
    """A decorative icon; the word beside it says what it means."""
    return _drawn(name) if settings.DEBUG else _kept(name)


@lru_cache(maxsize=512)
def _kept(name: str) -> Markup:
    return _drawn(name)


def _drawn(name: str) -> Markup:
    # Its size is the style's affair; the numbers hold where no style has come.
    return Markup(
        '<svg class="i" width="16" height="16" aria-hidden="true"><use href="{}#{}"/></svg>'
    ).format(asset("icons.svg"), name)
