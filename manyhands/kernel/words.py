"""What Python says in the reader's language, each sentence looked up once per language.

Django asks a chain of catalogues for every string; a list of twenty-five rows says a hundred. These read the same as
Django's own and stand in for them where rows are put into words; ``web.wording`` does so for templates.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation

KEPT: Final = 8192


def language() -> str | None:
    """The reader's. Django looks for it through three layers, which takes longer than the word; where an installation
    speaks one language, it is that."""
    return translation.get_language() if len(settings.LANGUAGES) > 1 else settings.LANGUAGE_CODE


def gettext(message: str) -> str:
    return _said(message, language())


def ngettext(one: str, many: str, number: int) -> str:
    return _said_of(one, many, number, language())


def label_of(choice: TextChoices) -> str:
    """Its word for readers. Django's ``get_…_display`` sorts all choices anew for each."""
    return _label_of(choice, language())


@lru_cache(maxsize=KEPT)
def _said(message: str, spoken: str | None) -> str:
    """In the language of the moment; it is named so that each language keeps its own."""
    return translation.gettext(message)


@lru_cache(maxsize=KEPT)
def _said_of(one: str, many: str, number: int, spoken: str | None) -> str:
    return translation.ngettext(one, many, number)


@lru_cache(maxsize=KEPT, typed=True)
def _label_of(choice: TextChoices, spoken: str | None) -> str:
    """By type as well: "open" is a state of more than one thing."""
    return str(choice.label)
