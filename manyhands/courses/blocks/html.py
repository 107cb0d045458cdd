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
    opening = Markup("<") + name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        opening += Markup(" ") + key.rstrip("_").replace("_", "-")
        if value is not True:
            opening += Markup('="') + escape(value) + Markup('"')
    opening += Markup(">")
    if name in _EMPTY:
        return opening
    return opening + together(inside) + Markup("</") + name + Markup(">")


def together(parts: Iterable[Child]) -> Markup:
    """Several pieces in a row; plain strings are escaped."""
    return NOTHING.join(escape(part) if isinstance(part, str) else together(part) for part in parts)
