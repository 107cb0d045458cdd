"""Running text: paragraphs, headings, and the line between two parts."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import tag
from manyhands.courses.blocks.inline import inline_html
from manyhands.courses.blocks.kind import BlockKind, Finding
from manyhands.courses.blocks.node import Node, attribute, plain
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Inline, Shape, one_of


def paragraph_html(node: Node, page: Page) -> Markup:
    return tag("p", inline_html(node, page.links))


def _heading_html(node: Node, page: Page) -> Markup:
    name = "h3" if attribute(node, "level") == 3 else "h2"
    return tag(name, inline_html(node, page.links))


def _heading_checks(node: Node) -> Iterable[Finding]:
    if not plain(node).strip():
        yield Finding(
            "heading", _("A heading has no words."), _("Write the heading, or remove it.")
        )


PARAGRAPH = BlockKind(
    name="paragraph",
    label=gettext_lazy("Text"),
    purpose=gettext_lazy("Say it in a few short sentences."),
    icon="pilcrow",
    keywords="paragraph words write",
    shapes=(Shape("paragraph", inline=Inline.RICH),),
    html=paragraph_html,
)
HEADING = BlockKind(
    name="heading",
    label=gettext_lazy("Heading"),
    purpose=gettext_lazy("Start a new part, so that people find it again."),
    icon="heading",
    keywords="title section chapter",
    shapes=(Shape("heading", inline=Inline.RICH, attributes={"level": one_of(2, 3)}),),
    html=_heading_html,
    checks=_heading_checks,
)
RULE = BlockKind(
    name="horizontalRule",
    label=gettext_lazy("Line"),
    purpose=gettext_lazy("Part one thought from the next."),
    icon="minus",
    keywords="divider separator rule",
    shapes=(Shape("horizontalRule"),),
    html=lambda _node, _page: tag("hr"),
)
