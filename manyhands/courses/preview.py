"""The draft as its learners will see it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .blocks import (
    Asked,
    Document,
    Page,
    Piece,
    assemble,
    block_id,
    is_question,
    kind_name,
    minutes_of,
    render_question,
    render_static,
)
from .blocks.node import Node
from .models import Course
from .outline import Heading, outline_of
from .readiness import draft_of, page_for


@dataclass(frozen=True, slots=True)
class Preview:
    """What the reader's page is made of."""

    title: str
    goal: str
    for_whom: str
    minutes: int
    outline: list[Heading]
    html: Markup
    is_empty: bool


def preview_of(course: Course) -> Preview:
    document = draft_of(course).document
    return Preview(
        title=document.title_text,
        goal=document.goal_text,
        for_whom=document.for_whom_text,
        minutes=minutes_of(document),
        outline=outline_of(document),
        html=_column(document, page_for(course, document)),
        is_empty=document.is_empty,
    )


def _column(document: Document, page: Page) -> Markup:
    return assemble(
        Piece(block_id(node), kind_name(node), _inside(node, page)) for node in document.blocks
    )


def _inside(node: Node, page: Page) -> Markup:
    """Questions are shown, not asked: there is nothing to keep an answer for."""
    if is_question(node):
        return render_question(node, Asked(url="", csrf=Markup(""), is_open=False))
    return render_static(node, page)
