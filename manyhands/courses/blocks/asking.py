"""The form around a question: the same for every kind, with and without JavaScript."""

from __future__ import annotations

from django.utils.translation import gettext as _
from markupsafe import Markup

from .html import NOTHING, Child, tag
from .node import Node, attribute, block_id
from .page import Asked


def question_form(node: Node, asked: Asked, *inside: Child, css: str, button: str = "") -> Markup:
    """``inside`` in a form that posts to ``asked.url``; without a ``button`` nothing more can be answered."""
    where = f"question-{block_id(node)}"
    if not asked.is_open:
        return tag("div", inside, id=where, class_=css)
    submit = tag("button", button, class_="button", type="submit") if button else NOTHING
    form = tag(
        "form",
        asked.csrf,
        inside,
        submit,
        method="post",
        action=asked.url,
        hx_post=asked.url,
        hx_target=f"#{where}",
        hx_swap="outerHTML",
    )
    return tag("div", form, id=where, class_=css)


def refusal_note(node: Node, asked: Asked) -> Markup:
    """What was wrong with the answer, between the question and where it is answered; one is led there."""
    if asked.refusal is None:
        return NOTHING
    where = f"problem-{block_id(node)}"
    return tag("p", asked.refusal.words, id=where, tabindex="-1", autofocus=True, class_="refused")


def required_note(node: Node) -> Markup:
    if not attribute(node, "required"):
        return NOTHING
    return tag("p", _("To finish this course, answer this one."), class_="small quiet")
