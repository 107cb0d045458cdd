"""Macros drawn once: what depends on plain arguments alone need not be drawn again for the next row or person."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import NoneType
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString
from markupsafe import Markup

from manyhands.kernel.words import language

Macro = Callable[..., Markup]
KEPT: Final = 1024
# Equal values of these are drawn alike (together with their type). A row of the database is equal to its former self.
PLAIN: Final = frozenset({str, Markup, SafeString, int, bool, float, NoneType})


def kept(macro: Macro) -> Macro:
    """The macro, remembering what it drew for plain arguments, per language: ``kept(ui.state)("open", _("Open"))``.

    Only for macros that read nothing but their arguments, and never for words that few will see again (a
    token, a person's name). While developing nothing is kept.
    """
    return macro if settings.DEBUG else _keeper(macro)


@lru_cache(maxsize=256)
def _keeper(macro: Macro) -> Macro:
    @lru_cache(maxsize=KEPT, typed=True)
    def drawn(spoken: str | None, *args: Any, **named: Any) -> Markup:
        return macro(*args, **named)

    def draw(*args: Any, **named: Any) -> Markup:
        if all(type(one) in PLAIN for one in (*args, *named.values())):
            return drawn(language(), *args, **named)
        return macro(*args, **named)

    return draw
