"""One moment of the database, looked at for as long as it takes, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, Final

from django.db import connections, transaction

ALIAS: Final = "moment"


@contextmanager
def held_moment() -> Iterator[str]:
    """The alias of a connection of its own, on which every query sees the same moment. Nobody waits for it."""
    connections.settings[ALIAS] = _only_looking(connections["default"].settings_dict)
    try:
        with transaction.atomic(using=ALIAS):
            _begin()
            yield ALIAS
            # Nothing was written; what a look leaves behind is not to be kept either.
            transaction.set_rollback(True, using=ALIAS)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def _begin() -> None:
    """The first question fixes the moment, on both databases."""
    connection = connections[ALIAS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.fetchone()


def _only_looking(settings: dict[str, Any]) -> dict[str, Any]:
    copy = deepcopy(settings)
    options = copy["OPTIONS"]
    options.pop("pool", None)
    if "transaction_mode" in options:
        # An IMMEDIATE one would take the place of the only writer.
        options["transaction_mode"] = "DEFERRED"
    return copy
