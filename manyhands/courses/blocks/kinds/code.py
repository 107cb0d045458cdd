"""Something to type or to copy, letter by letter."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import tag
from manyhands.courses.blocks.kind import BlockKind, reading_seconds
from manyhands.courses.blocks.node import Node, attribute, plain
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Inline, Shape, letters


def code_html(node: Node, _page: Page) -> Markup:
    # The box can be scrolled, so the keyboard must reach it.
    language = attribute(node, "language")
    return tag(
        "pre",
        tag("code", plain(node)),
        class_="code",
        tabindex="0",
        role="region",
        aria_label=_("Code: %(language)s") % {"language": language} if language else _("Code"),
        data_language=language or None,
    )


CODE = BlockKind(
    name="codeBlock",
    label=gettext_lazy("Code"),
    purpose=gettext_lazy("Something to type or copy exactly as it stands."),
    icon="code",
    keywords="command terminal program",
    shapes=(Shape("codeBlock", inline=Inline.PLAIN, attributes={"language": letters(None, 40)}),),
    html=code_html,
    # Code is read twice: once to see what it does, once to copy it.
    seconds=lambda node: reading_seconds(plain(node)),
)
