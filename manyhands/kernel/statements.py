"""How a statement that is written once reaches the database."""

from __future__ import annotations

from typing import Any

from django.db import connection


def kept_cursor() -> Any:
    """A cursor for statements whose text comes back with other values; PostgreSQL keeps their plans."""
    own = getattr(connection, "kept_cursor", None)
    return own() if own else connection.cursor()
