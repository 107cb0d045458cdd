"""A picture with its alternative text and a caption."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import NOTHING, tag
from manyhands.courses.blocks.inline import inline_html
from manyhands.courses.blocks.kind import BlockKind, Finding
from manyhands.courses.blocks.node import Node, attribute, child, plain
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import MEDIA, Inline, Shape, Slot, flag, number

# To look at a picture: as long as the first picture of a text takes in Medium's published estimate of reading time.
LOOKING_SECONDS = 12.0


def picture_html(node: Node, page: Page) -> Markup:
    media = attribute(node, "media")
    file = page.media(media) if media is not None else None
    alternative = plain(child(node, "alternative")).strip()
    caption = inline_html(child(node, "caption"), page.links)
    if file is None:
        shown = tag("p", alternative or _("The picture is not there."), class_="missing")
    else:
        shown = tag(
            "img",
            src=file.url,
            alt="" if attribute(node, "decorative") else alternative,
            width=attribute(node, "width") or file.width,
            height=attribute(node, "height") or file.height,
            loading="lazy",
            decoding="async",
        )
    return tag(
        "figure", shown, tag("figcaption", caption) if caption else NOTHING, class_="picture"
    )


def picture_text(node: Node) -> str:
    parts = (plain(child(node, name)).strip() for name in ("alternative", "caption"))
    return "\n".join(part for part in parts if part)


def picture_checks(node: Node) -> Iterable[Finding]:
    if attribute(node, "media") is None:
        yield Finding(
            "picture", _("A picture is missing."), _("Choose a picture, or remove the empty block.")
        )
    elif not attribute(node, "decorative") and not plain(child(node, "alternative")).strip():
        yield Finding(
            "alternative",
            _("A picture has no alternative text."),
            _("Say in a few words what it shows, or mark it as decorative."),
        )


PICTURE = BlockKind(
    name="picture",
    label=gettext_lazy("Picture"),
    purpose=gettext_lazy("Show it. Paste a screenshot, drop a file, or choose one."),
    icon="image",
    keywords="image photo screenshot",
    shapes=(
        Shape(
            "picture",
            slots=(Slot(("alternative",), 1, 1), Slot(("caption",), 1, 1)),
            attributes={
                "media": MEDIA,
                "decorative": flag(),
                "width": number(None, 1, 100_000),
                "height": number(None, 1, 100_000),
            },
        ),
        Shape("alternative", inline=Inline.PLAIN),
        Shape("caption", inline=Inline.RICH),
    ),
    html=picture_html,
    text=picture_text,
    checks=picture_checks,
    seconds=lambda _node: LOOKING_SECONDS,
)
