"""What the database knows of how much stands in its tables, by which it chooses the way to the rows."""

from __future__ import annotations

from typing import Final

from django.db import connection

# So many rows of each index say enough about all of them: a tenth of a second, however large it is.
LOOKED_AT: Final = 1000


def look_at_tables() -> None:
    """Without it SQLite knows nothing of an index that a migration has made, and takes a worse one that it knows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")
