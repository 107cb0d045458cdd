"""Django's SQLite, which remembers what a statement is in SQLite's own words (the ``ENGINE`` of the settings).

Django writes "%s" for each value and SQLite reads "?": put in anew at each asking, that takes as long as the answer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.db.backends.sqlite3 import base

KEPT: Final = 500


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is not None:  # values by name are rare
            return str(super().convert_query(query, param_names=param_names))
        return _with_question_marks(query)


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def kept_cursor(self) -> Any:
        """As any other: SQLite's own connection keeps what it has read."""
        return self.cursor()


@lru_cache(KEPT)
def _with_question_marks(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))
