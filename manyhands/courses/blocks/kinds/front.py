"""What stands before the first block: title, goal, and for whom. Exactly one of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.html import NOTHING
from manyhands.courses.blocks.kind import BlockKind
from manyhands.courses.blocks.node import Node
from manyhands.courses.blocks.page import Page
from manyhands.courses.blocks.shapes import Inline, Shape

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def _elsewhere(_node: Node, _page: Page) -> Markup:
    """The page's own head shows it."""
    return NOTHING


def _front(name: str, label: StrPromise, purpose: StrPromise) -> BlockKind:
    return BlockKind(
        name=name,
        label=label,
        purpose=purpose,
        icon="heading",
        shapes=(Shape(name, inline=Inline.PLAIN),),
        html=_elsewhere,
        is_insertable=False,
    )


TITLE = _front("title", gettext_lazy("Title"), gettext_lazy("What it is about, in one line."))
GOAL = _front("goal", gettext_lazy("Goal"), gettext_lazy("After this you can…"))
FOR_WHOM = _front("forwhom", gettext_lazy("For whom"), gettext_lazy("Who will use it, and when."))
