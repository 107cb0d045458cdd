"""How a statement that is written once reaches the database."""

from __future__ import annotations

from typing import Any

from django.db import connection


def kept_cursor() -> Any:
    """A cursor for statements whose text comes back with other values; PostgreSQL keeps their plans."""
    return connection.kept_cursor()  # type: ignore[attr-defined]  # both of our engines have one
