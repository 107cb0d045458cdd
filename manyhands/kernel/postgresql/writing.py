"""How a statement that is written once is put for PostgreSQL, so that one plan suits all its values.

A list of numbers becomes one value: the statement is the same however many it asks for, stays short enough for the
driver to keep, and is planned for one parameter instead of two hundred. What never changes stands in the text: a plan
made without values can then use what is known of these, and an index on a part of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

# Of "%%" nothing begins; a list is matched before the values in it.
_PARTS: Final = re.compile(r"%%|(?<! NOT) IN \((?P<list>%s(?:, %s)*)\)|%s")


def rewritten(
    sql: str, params: Sequence[Any], places: Sequence[int | None]
) -> tuple[str, list[tuple[Any, Any]]]:
    """``sql`` and its parameters as ``(param, place)``, shorter: constants (whose place is None) are written out, and a
    list of numbers is ``(None, (place, …))``, to be given as ``as_array`` writes it."""
    left: list[tuple[Any, Any]] = []
    at = 0

    def one() -> str:
        nonlocal at
        param, place = params[at], places[at]
        at += 1
        said = _literal(param) if place is None else None
        if said is None:
            left.append((param, place))
        return said or "%s"

    def put(part: re.Match[str]) -> str:
        nonlocal at
        if part["list"] is None:
            return one() if part[0] == "%s" else part[0]
        end = at + part["list"].count("%s")
        if all(place is not None for place in places[at:end]) and all(
            isinstance(param, int) for param in params[at:end]
        ):
            left.append((None, tuple(places[at:end])))
            at = end
            return " = ANY (%s::bigint[])"
        return f" IN ({', '.join(one() for _ in range(at, end))})"

    return _PARTS.sub(put, sql), left


def as_array(numbers: Iterable[int]) -> str:
    """As PostgreSQL writes an array: "{1,2,3}"; each number once."""
    return f"{{{','.join(map(str, dict.fromkeys(numbers)))}}}"


def _literal(value: Any) -> str | None:
    """As it stands in a statement with parameters; None: better sent beside it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str):
        words = str(value).replace("'", "''").replace("%", "%%")
        return f"'{words}'"
    return None
