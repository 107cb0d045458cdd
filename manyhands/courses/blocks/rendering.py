"""Blocks as HTML: what is the same for everybody, what is one person's, and the column they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from markupsafe import Markup

from .html import NOTHING, tag, together
from .node import Node, block_id, kind_name
from .page import Answer, Asked, Judgement, Page
from .registry import KINDS, kind_of

After = Callable[[str], Markup | str]


class Piece(NamedTuple):
    """A block and its inner HTML, kept or just made."""

    block_id: str
    kind: str
    html: Markup | str


def render_static(node: Node, page: Page) -> Markup:
    """The inside of a block, the same for everybody; empty for questions."""
    return kind_of(node).html(node, page)


def render_block(node: Node, page: Page) -> Markup:
    """One block with the element around it."""
    return assemble([Piece(block_id(node), kind_name(node), render_static(node, page))])


def render_question(node: Node, asked: Asked) -> Markup:
    """A question as one person sees it. Raises KeyError when the node is no question."""
    question = kind_of(node).question
    if question is None:
        raise KeyError(kind_name(node))
    return question.html(node, asked)


def assemble(pieces: Iterable[Piece], *, after: After | None = None) -> Markup:
    """The column of blocks. Steps that follow each other share one numbered list.

    ``html`` of a piece comes from this module or from a release that kept it; it is taken as it is. ``after`` gives
    what to put at the end of each block.
    """
    column: list[Markup] = []
    steps: list[Markup] = []
    for piece in pieces:
        is_step = piece.kind == "step"
        if steps and not is_step:
            column.append(tag("ol", steps, class_="steps"))
            steps = []
        (steps if is_step else column).append(_wrapped(piece, "li" if is_step else "div", after))
    if steps:
        column.append(tag("ol", steps, class_="steps"))
    return together(column)


def _wrapped(piece: Piece, element: str, after: After | None) -> Markup:
    kind = piece.kind if piece.kind in KINDS else "unknown"
    return tag(
        element,
        Markup(piece.html),  # noqa: S704 (made by this module)
        after(piece.block_id) if after else NOTHING,
        class_=f"block is-{kind}",
        id=f"block-{piece.block_id}",
        data_block_id=piece.block_id,
        data_block=piece.block_id,
    )


def read_answer(node: Node, *, options: Iterable[str] = (), text: str = "") -> Answer:
    """What somebody sent. Raises AnswerError, a sentence, when it answers nothing."""
    question = kind_of(node).question
    if question is None:
        raise KeyError(kind_name(node))
    return question.read(node, options, text)


def judge(node: Node, answer: Answer) -> Judgement:
    """Is it right, and why: explanations of the options that were chosen."""
    question = kind_of(node).question
    return question.judge(node, answer) if question else Judgement()
