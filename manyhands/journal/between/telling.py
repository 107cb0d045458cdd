"""Telling: the same on both databases."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from . import notices, pipes
from .words import NOBODY, OWN_NAME, line_of


def tell(channel: str, word: str) -> None:
    """Have every process told that listens, this one too, once this transaction commits.

    On SQLite this process is told directly and needs no Listener.
    """
    way().tell(line_of(channel, word, by=NOBODY))


def tell_others(channel: str, word: str) -> None:
    """As ``tell``, but for this process, which knows already."""
    way().tell(line_of(channel, word, by=OWN_NAME))


def neighbours_can_hear() -> bool:
    """Whether several processes can work on this database here, each knowing what the others do."""
    return bool(way().is_possible())


def way() -> ModuleType:
    """How words go: by what the database can do."""
    return notices if connection.vendor == "postgresql" else pipes
