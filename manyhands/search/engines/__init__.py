"""The two engines behind one function: SQLite's FTS5 and PostgreSQL's text search."""

from __future__ import annotations

from django.db import connection

from . import postgresql, sqlite
from .query import Engine


def engine() -> Engine:
    return postgresql.ENGINE if connection.vendor == "postgresql" else sqlite.ENGINE
