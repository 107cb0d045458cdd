"""A question with options, one or several right, each with its explanation."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.asking import question_form, refusal_note, required_note
from manyhands.courses.blocks.html import NOTHING, tag
from manyhands.courses.blocks.inline import inline_html
from manyhands.courses.blocks.kind import BlockKind, Finding, Question
from manyhands.courses.blocks.node import Node, attribute, block_id, child, children, plain
from manyhands.courses.blocks.page import Answer, AnswerError, Asked, Judgement
from manyhands.courses.blocks.shapes import Inline, Shape, Slot, flag, letters

MOST_OPTIONS = 20
# To weigh the options, beyond reading them.
THINKING_SECONDS = 15.0


def _right_ids(node: Node) -> frozenset[str]:
    return frozenset(block_id(o) for o in children(node, "option") if attribute(o, "right") is True)


def read(node: Node, options: Iterable[str], _text: str) -> Answer:
    chosen = tuple(dict.fromkeys(options))
    known = {block_id(option) for option in children(node, "option")}
    if not chosen:
        raise AnswerError(_("Choose an answer first."))
    if not known.issuperset(chosen):
        raise AnswerError(_("This answer is no longer among the choices. Choose again."))
    if len(chosen) > 1 and not attribute(node, "multiple"):
        raise AnswerError(_("Choose one answer."))
    return Answer(options=chosen)


def judge(node: Node, answer: Answer) -> Judgement:
    right = _right_ids(node)
    explanations = {
        block_id(option): plain(child(option, "because")).strip()
        for option in children(node, "option")
        if block_id(option) in answer.options
    }
    # A question of opinion marks nothing as right.
    is_right = frozenset(answer.options) == right if right else None
    return Judgement(is_right, explanations, right)


def _html(node: Node, asked: Asked) -> Markup:
    answer = asked.answer
    verdict = judge(node, answer) if answer else None
    is_done = verdict is not None and verdict.is_right is True
    asked_words = tag(
        "legend", inline_html(child(node, "question"), lambda href: href), class_="question"
    )
    rows = [_option(node, option, answer, is_done=is_done) for option in children(node, "option")]
    return question_form(
        node,
        asked,
        tag("fieldset", asked_words, refusal_note(node, asked), tag("ul", rows, class_="options")),
        _verdict(node, answer, verdict),
        NOTHING if answer else required_note(node),
        css="choice",
        button="" if is_done else _("Answer again") if answer else _("Answer"),
    )


def _option(node: Node, option: Node, answer: Answer | None, *, is_done: bool) -> Markup:
    is_chosen = answer is not None and block_id(option) in answer.options
    has_right = bool(_right_ids(node))
    mark = ""
    if is_chosen:
        mark = "is-chosen"
        if has_right:
            mark += " is-right" if attribute(option, "right") is True else " is-wrong"
    field_id = f"option-{block_id(node)}-{block_id(option)}"
    field = tag(
        "input",
        id=field_id,
        type="checkbox" if attribute(node, "multiple") else "radio",
        name="option",
        value=block_id(option),
        checked=is_chosen,
        disabled=is_done,
    )
    words = inline_html(child(option, "answer"), lambda _href: None)
    because = inline_html(child(option, "because"), lambda href: href) if is_chosen else NOTHING
    below = tag("span", because, class_="because") if because else NOTHING
    return tag("li", field, tag("label", words, for_=field_id), below, class_=mark or None)


def _verdict(node: Node, answer: Answer | None, verdict: Judgement | None) -> Markup:
    """In words, because a colour says nothing to some."""
    if answer is None or verdict is None:
        return NOTHING
    chosen = frozenset(answer.options)
    if verdict.is_right is None:
        words = _("Thank you, your answer is kept.")
    elif verdict.is_right:
        words = _("Right.")
    elif chosen < verdict.right:
        words = _("Right so far, but there is more to choose.")
    elif chosen & verdict.right:
        words = _("Partly right.")
    else:
        words = _("Not this one.") if not attribute(node, "multiple") else _("Not these.")
    return tag("p", words, class_="verdict", role="status")


def _text(node: Node) -> str:
    lines = [plain(child(node, "question"))]
    lines += [plain(child(option, "answer")) for option in children(node, "option")]
    return "\n".join(line for line in lines if line)


def _wording(node: Node) -> str:
    lines = [plain(child(node, "question"))]
    for option in children(node, "option"):
        lines += [plain(child(option, "answer")), plain(child(option, "because"))]
    return "\n".join(line for line in lines if line)


def _checks(node: Node) -> Iterable[Finding]:
    options = children(node, "option")
    if not plain(child(node, "question")).strip():
        yield Finding("question", _("A question asks nothing."), _("Write the question."))
    if any(not plain(child(option, "answer")).strip() for option in options):
        yield Finding(
            "options", _("A question has an empty answer."), _("Fill it in, or remove it.")
        )
    right = _right_ids(node)
    if not right:
        yield Finding(
            "right", _("A question has no right answer."), _("Mark the answer that is right.")
        )
    elif len(right) > 1 and not attribute(node, "multiple"):
        yield Finding(
            "right",
            _("A question has several right answers, but only one can be chosen."),
            _("Let people choose several, or mark one as right."),
        )


CHOICE = BlockKind(
    name="choice",
    label=gettext_lazy("Choice question"),
    purpose=gettext_lazy("Let people try it, and say why each answer is right or wrong."),
    icon="circle-check",
    keywords="quiz question test options multiple",
    shapes=(
        Shape(
            "choice",
            slots=(Slot(("question",), 1, 1), Slot(("option",), 2, MOST_OPTIONS)),
            attributes={"multiple": flag(), "required": flag()},
        ),
        Shape("question", inline=Inline.RICH),
        Shape(
            "option",
            slots=(Slot(("answer",), 1, 1), Slot(("because",), 1, 1)),
            attributes={"id": letters(None, 40), "right": flag()},
        ),
        Shape("answer", inline=Inline.RICH),
        Shape("because", inline=Inline.RICH),
    ),
    html=lambda _node, _page: NOTHING,
    text=_text,
    wording=_wording,
    checks=_checks,
    seconds=lambda _node: THINKING_SECONDS,
    question=Question(html=_html, read=read, judge=judge),
)
