"""One numbered step, with a picture if it helps. Steps that follow each other are numbered together."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import tag
from manyhands.courses.blocks.kind import BlockKind, Finding
from manyhands.courses.blocks.node import Node, children, kind_name, plain
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Shape, Slot

from .code import code_html
from .lists import flow_html, flow_text
from .picture import LOOKING_SECONDS, picture_checks, picture_html, picture_text


def _part_html(node: Node, page: Page) -> Markup:
    match kind_name(node):
        case "picture":
            return picture_html(node, page)
        case "codeBlock":
            return code_html(node, page)
        case _:
            return flow_html(node, page)


def _html(node: Node, page: Page) -> Markup:
    return tag("div", [_part_html(part, page) for part in children(node)])


def _text(node: Node) -> str:
    parts = (
        picture_text(part) if kind_name(part) == "picture" else flow_text(part)
        for part in children(node)
    )
    return "\n".join(part for part in parts if part)


def _checks(node: Node) -> Iterable[Finding]:
    if not any(plain(part).strip() for part in children(node) if kind_name(part) != "picture"):
        yield Finding("step", _("A step has no words."), _("Say what to do, or remove the step."))
    for picture in children(node, "picture"):
        yield from picture_checks(picture)


STEP = BlockKind(
    name="step",
    label=gettext_lazy("Step"),
    purpose=gettext_lazy("One thing to do, numbered, with a screenshot if it helps."),
    icon="footprints",
    keywords="procedure numbered screenshot how",
    shapes=(
        Shape(
            "step",
            slots=(Slot(("paragraph", "bulletList", "codeBlock", "picture"), 1),),
        ),
    ),
    html=_html,
    text=_text,
    checks=_checks,
    seconds=lambda node: LOOKING_SECONDS * len(children(node, "picture")),
)
