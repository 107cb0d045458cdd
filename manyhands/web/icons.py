"""Icons by name, drawn inline from the built sprite so that they take the colour of the text."""

from __future__ import annotations

from markupsafe import Markup

from .assets import asset


def icon(name: str) -> Markup:
    """A decorative icon; the word beside it says what it means."""
    return Markup('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        asset("icons.svg"), name
    )
