"""A tip, a warning or a note that stands out of the text."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import tag
from manyhands.courses.blocks.kind import BlockKind
from manyhands.courses.blocks.node import Node, attribute, children
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Shape, Slot, one_of

from .lists import LISTS, flow_html, flow_text

_LABELS: Final = {
    "tip": gettext_lazy("Tip"),
    "warning": gettext_lazy("Warning"),
    "note": gettext_lazy("Note"),
}


def _html(node: Node, page: Page) -> Markup:
    tone = attribute(node, "tone")
    tone = tone if tone in _LABELS else "tip"
    kind = tag("p", str(_LABELS[tone]), class_="callout-kind")
    inside = [flow_html(part, page) for part in children(node)]
    return tag("div", kind, inside, class_=f"callout is-{tone}", role="note")


CALLOUT = BlockKind(
    name="callout",
    label=gettext_lazy("Callout"),
    purpose=gettext_lazy("The one thing nobody may miss: a tip, a warning, a note."),
    icon="lightbulb",
    keywords="tip warning note box",
    shapes=(
        Shape(
            "callout",
            slots=(Slot(("paragraph", *LISTS), 1),),
            attributes={"tone": one_of("tip", "warning", "note")},
        ),
    ),
    html=_html,
    text=lambda node: "\n".join(flow_text(part) for part in children(node)),
)
