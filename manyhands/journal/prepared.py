"""How many statements each connection to PostgreSQL keeps prepared."""

from __future__ import annotations

from typing import Any, Final

from django.db.backends.signals import connection_created

# All that the pages, the acts and the worker ask, with room; beyond it what was longest not asked is let go.
MOST_PREPARED: Final = 400


def keep_more(connection: Any, **_: Any) -> None:
    """psycopg keeps a hundred: fewer than the pages ask in turn, so that each would drive out another."""
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = MOST_PREPARED


connection_created.connect(keep_more)
