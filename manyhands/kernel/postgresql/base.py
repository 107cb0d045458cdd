"""Django's PostgreSQL, with a cursor of its own for statements that are written once (the ``ENGINE`` of the settings).

A page asks the same statements all day: these are prepared, and planned once without looking at their values, since
planning costs several times what answering does. Whatever is put together anew is sent with its values in it, and
planned for them.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.backends.postgresql import base

# All that the pages, the acts and the worker ask, with room; beyond it what was longest not asked is let go. psycopg
# keeps a hundred: fewer than the pages ask in turn, so that each would drive out another.
MOST_PREPARED: Final = 400
PLANNED_ONCE: Final = "SET plan_cache_mode = force_generic_plan"


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        """Django takes the one cursor or the other for all; what it writes suits both (``server_side_binding``)."""
        return {**super().get_connection_params(), "cursor_factory": base.Cursor}

    def _configure_connection(self, connection: Any) -> bool:
        super()._configure_connection(connection)  # type: ignore[misc]
        connection.prepared_max = MOST_PREPARED
        with connection.cursor() as cursor:
            cursor.execute(PLANNED_ONCE)
        return True  # to be committed

    def kept_cursor(self) -> Any:
        """For a statement whose text comes back: prepared, its values sent apart."""
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor = base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]
            return self._prepare_cursor(cursor)  # type: ignore[attr-defined]
