"""Lists with dots and with numbers, one inside another."""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import tag
from manyhands.courses.blocks.kind import BlockKind
from manyhands.courses.blocks.node import Node, attribute, children, kind_name, plain
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Shape, Slot, number

from .words import paragraph_html

LISTS = ("bulletList", "orderedList")
_ITEMS = Slot(("listItem",), 1)


def list_html(node: Node, page: Page) -> Markup:
    items = [tag("li", [flow_html(part, page) for part in children(i)]) for i in children(node)]
    if kind_name(node) == "bulletList":
        return tag("ul", items)
    start = attribute(node, "start", 1)
    return tag("ol", items, start=None if start == 1 else start)


def list_text(node: Node) -> str:
    """One line per paragraph."""
    return "\n".join(flow_text(part) for item in children(node) for part in children(item))


def flow_html(node: Node, page: Page) -> Markup:
    """A paragraph or a list, as other blocks hold them."""
    return list_html(node, page) if kind_name(node) in LISTS else paragraph_html(node, page)


def flow_text(node: Node) -> str:
    return list_text(node) if kind_name(node) in LISTS else plain(node)


BULLETS = BlockKind(
    name="bulletList",
    label=gettext_lazy("List"),
    purpose=gettext_lazy("Several things, in any order."),
    icon="list",
    keywords="bullets points unordered",
    shapes=(
        Shape("bulletList", slots=(_ITEMS,)),
        Shape("listItem", slots=(Slot(("paragraph",), 1, 1), Slot(("paragraph", *LISTS)))),
    ),
    html=list_html,
    text=list_text,
)
NUMBERED = BlockKind(
    name="orderedList",
    label=gettext_lazy("Numbered list"),
    purpose=gettext_lazy("Several things, in this order."),
    icon="list-ordered",
    keywords="numbers ordered order",
    shapes=(Shape("orderedList", slots=(_ITEMS,), attributes={"start": number(1, 0, 1_000_000)}),),
    html=list_html,
    text=list_text,
)
