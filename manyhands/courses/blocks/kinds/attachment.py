"""A file to take away: a form, a sheet, a recording."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import NOTHING, tag
from manyhands.courses.blocks.inline import inline_html
from manyhands.courses.blocks.kind import BlockKind, Finding
from manyhands.courses.blocks.node import Node, attribute, plain
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import MEDIA, Inline, Shape


def _html(node: Node, page: Page) -> Markup:
    media = attribute(node, "media")
    file = page.media(media) if media is not None else None
    label = plain(node).strip()
    if file is None:
        return tag("p", label or _("The file is not there."), class_="missing")
    # A link in the label would be a link in a link.
    words = inline_html(node, lambda _href: None) if label else file.name
    size = tag("span", filesizeformat(file.size), class_="quiet") if file.size else NOTHING
    inside = (tag("span", words), " ", size)
    return tag("a", inside, href=file.url, download=file.name, class_="file-card")


def _checks(node: Node) -> Iterable[Finding]:
    if attribute(node, "media") is None:
        yield Finding(
            "file", _("A file is missing."), _("Choose a file, or remove the empty block.")
        )


FILE = BlockKind(
    name="file",
    label=gettext_lazy("File"),
    purpose=gettext_lazy("Something to take away: a form, a sheet, a recording."),
    icon="paperclip",
    keywords="attachment download document",
    shapes=(Shape("file", inline=Inline.RICH, attributes={"media": MEDIA}),),
    html=_html,
    checks=_checks,
)
