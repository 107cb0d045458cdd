"""What templates say in the reader's language, each sentence looked up once per language.

Django asks four catalogues for each string, and Jinja calls through three layers to ask; a page says a hundred. These
stand in the templates' environment instead of Jinja's own "newstyle" functions and read the same: names are filled in
also when there are none, so that a percent sign is always written twice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from django.utils import translation
from jinja2 import Environment
from markupsafe import Markup

from manyhands.kernel.words import language

KEPT: Final = 8192


def speak(env: Environment) -> None:
    """Give the environment its words."""
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    functions: dict[str, Callable[..., Markup]] = {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
    }
    env.globals.update(functions)


def gettext(message: str, /, **values: Any) -> Markup:
    said = _said(message, language())
    return said % values if "%" in said else said


def ngettext(one: str, many: str, num: int, /, **values: Any) -> Markup:
    values.setdefault("num", num)
    return _said_of(one, many, num, language()) % values


def pgettext(about: str, message: str, /, **values: Any) -> Markup:
    return _said_about(about, message, language()) % values


@lru_cache(maxsize=KEPT)
def _said(message: str, spoken: str | None) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704 - translators write markup


@lru_cache(maxsize=KEPT)
def _said_of(one: str, many: str, num: int, spoken: str | None) -> Markup:
    return Markup(translation.ngettext(one, many, num))  # noqa: S704


@lru_cache(maxsize=KEPT)
def _said_about(about: str, message: str, spoken: str | None) -> Markup:
    return Markup(translation.pgettext(about, message))  # noqa: S704
