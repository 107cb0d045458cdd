"""PostgreSQL's way: NOTIFY within the transaction, and a connection of its own that listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, connections

from .words import SOMETHING_MISSED

CHANNEL: Final = "manyhands"
LONGEST: Final = 7999  # bytes; PostgreSQL refuses more, and the transaction with it
LOOK_UP: Final = 0.5  # seconds between looks at whether to stop


def tell(line: str) -> None:
    if len(line.encode()) > LONGEST:
        line = SOMETHING_MISSED
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, line])


def is_possible() -> bool:
    return True


@contextmanager
def ear() -> Iterator[Callable[[], Iterator[str]]]:
    """What gives the lines that came within a moment. Raises OSError when the database does not answer."""
    import psycopg

    try:
        with psycopg.connect(**_address(), autocommit=True) as link:
            link.execute(f'LISTEN "{CHANNEL}"')
            yield lambda: (notice.payload for notice in link.notifies(timeout=LOOK_UP))
    except psycopg.OperationalError as error:
        raise ConnectionError(str(error)) from error


def _address() -> dict[str, Any]:
    """Where Django's own connections go, without what only its pool understands."""
    parameters = dict(connections["default"].get_connection_params())
    for own in ("pool", "cursor_factory", "context", "prepare_threshold", "client_encoding"):
        parameters.pop(own, None)
    return parameters
