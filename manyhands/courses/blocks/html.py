"""Making HTML from values: every text is escaped, every attribute is quoted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

Child = str | Markup | Iterable["Child"]

_EMPTY: Final = frozenset({"br", "hr", "img", "input", "col", "wbr"})
NOTHING: Final = Markup("")


def tag(name: str, /, *inside: Child, **attributes: object) -> Markup:
    """One element. ``class_`` is class, ``data_block_id`` is data-block-id; None and False leave it out."""
    # Put together as plain strings, each escaped here: adding Markup to Markup escapes what is escaped, at each step.
    said = [f"<{escape(name)}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        written = escape(key.rstrip("_").replace("_", "-"))
        said.append(f" {written}" if value is True else f' {written}="{escape(value)}"')
    opening = "".join(said)
    if name in _EMPTY:
        return Markup(f"{opening}>")  # noqa: S704 - all of it is escaped
    return Markup(f"{opening}>{together(inside)}</{escape(name)}>")  # noqa: S704


def together(parts: Iterable[Child]) -> Markup:
    """Several pieces in a row; plain strings are escaped."""
    return NOTHING.join(escape(part) if isinstance(part, str) else together(part) for part in parts)
