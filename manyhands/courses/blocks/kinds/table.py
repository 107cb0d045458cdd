"""A table: rows of cells, the first row usually heads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import NOTHING, tag
from manyhands.courses.blocks.kind import BlockKind, Finding
from manyhands.courses.blocks.node import Node, attribute, children, kind_name
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Attribute, Shape, Slot, number, whole

from .lists import LISTS, flow_html, flow_text

WIDEST = 50


def _widths(value: Any) -> list[int] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) > WIDEST:
        raise ValueError(value)
    return [0 if width is None else whole(width, 0, 10_000) for width in value]


_SPANS = {
    "colspan": number(1, 1, WIDEST),
    "rowspan": number(1, 1, 1000),
    "colwidth": Attribute(None, _widths),
}
_FLOW = (Slot(("paragraph", *LISTS), 1),)


def _is_head(row: Node) -> bool:
    cells = children(row)
    return bool(cells) and all(kind_name(cell) == "tableHeader" for cell in cells)


def _cell(node: Node, page: Page, *, in_head: bool) -> Markup:
    parts = children(node)
    # A cell of one paragraph, as most are, needs no <p>.
    is_short = len(parts) == 1 and kind_name(parts[0]) == "paragraph"
    inside = [flow_html(part, page) for part in parts]
    if is_short:
        inside = [Markup(str(inside[0])[3:-4])]  # noqa: S704 (the <p> that was made just now)
    spans = {
        name: value
        for name in ("colspan", "rowspan")
        if isinstance(value := attribute(node, name, 1), int) and value > 1
    }
    if kind_name(node) == "tableHeader":
        return tag("th", inside, scope="col" if in_head else "row", **spans)
    return tag("td", inside, **spans)


def _html(node: Node, page: Page) -> Markup:
    rows = children(node)
    heads = rows[:1] if rows and _is_head(rows[0]) else []
    parts = [
        tag(
            part,
            [
                tag("tr", [_cell(c, page, in_head=part == "thead") for c in children(row)])
                for row in some
            ],
        )
        if some
        else NOTHING
        for part, some in (("thead", heads), ("tbody", rows[len(heads) :]))
    ]
    # It scrolls sideways on a phone, so the keyboard must reach it.
    label = _("Table")
    return tag(
        "div",
        tag("table", parts),
        class_="table-frame",
        tabindex="0",
        role="region",
        aria_label=label,
    )


def _text(node: Node) -> str:
    """One line per row, cells parted by a bar."""
    return "\n".join(
        " | ".join(
            " ".join(flow_text(part) for part in children(cell)).replace("\n", " ")
            for cell in children(row)
        )
        for row in children(node)
    )


def _checks(node: Node) -> Iterable[Finding]:
    rows = children(node)
    if rows and not any(kind_name(cell) == "tableHeader" for row in rows for cell in children(row)):
        yield Finding(
            "table",
            _("A table has no headings."),
            _("Make its first row a heading row, so that everybody can follow it."),
        )


TABLE = BlockKind(
    name="table",
    label=gettext_lazy("Table"),
    purpose=gettext_lazy("Compare several things, side by side."),
    icon="table",
    keywords="rows columns grid",
    shapes=(
        Shape("table", slots=(Slot(("tableRow",), 1),)),
        Shape("tableRow", slots=(Slot(("tableHeader", "tableCell"), 1, WIDEST),)),
        Shape("tableHeader", slots=_FLOW, attributes=_SPANS),
        Shape("tableCell", slots=_FLOW, attributes=_SPANS),
    ),
    html=_html,
    text=_text,
    checks=_checks,
)
