"""Questions answered in one's own words: one that the author reads, one that is only for oneself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from manyhands.courses.blocks.asking import question_form, refusal_note, required_note
from manyhands.courses.blocks.html import NOTHING, tag
from manyhands.courses.blocks.inline import inline_html
from manyhands.courses.blocks.kind import BlockKind, Finding, Question
from manyhands.courses.blocks.node import Node, block_id, child, plain
from manyhands.courses.blocks.page import Answer, AnswerError, Asked, Judgement
from manyhands.courses.blocks.shapes import Shape, Slot, flag

LONGEST_ANSWER = 10_000
# To think and write two or three sentences.
WRITING_SECONDS = 60.0


def read(_node: Node, _options: Iterable[str], text: str) -> Answer:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise AnswerError(_("Write your answer first."))
    if len(text) > LONGEST_ANSWER:
        raise AnswerError(
            _("This is too long: at most %(limit)s characters.") % {"limit": LONGEST_ANSWER}
        )
    return Answer(text=text)


def _asks(css: str, hint: Callable[[], str], keep: Callable[[], str]) -> Question:
    def html(node: Node, asked: Asked) -> Markup:
        field = f"answer-{block_id(node)}"
        latest = asked.refusal.sent if asked.refusal else asked.answer
        words = inline_html(child(node, "question"), lambda _href: None)
        kept = tag("p", _("Your answer is kept."), class_="verdict", role="status")
        return question_form(
            node,
            asked,
            tag("label", words, for_=field, class_="question"),
            refusal_note(node, asked),
            tag(
                "textarea",
                latest.text if latest else "",
                id=field,
                name="text",
                rows="4",
                maxlength=LONGEST_ANSWER,
                required=True,
                disabled=not asked.is_open,
                aria_describedby=f"{field}-hint",
            ),
            tag("p", hint(), id=f"{field}-hint", class_="small quiet"),
            kept if asked.answer else required_note(node),
            css=css,
            button=_("Change the answer") if asked.answer else keep(),
        )

    return Question(html=html, read=read, judge=lambda _node, _answer: Judgement())


def _checks(node: Node) -> Iterable[Finding]:
    if not plain(child(node, "question")).strip():
        yield Finding("question", _("A question asks nothing."), _("Write the question."))


_SLOTS = (Slot(("question",), 1, 1),)

OPEN = BlockKind(
    name="open",
    label=gettext_lazy("Open question"),
    purpose=gettext_lazy("Ask for an answer in their own words; you read it."),
    icon="message-square-text",
    keywords="question answer write text",
    shapes=(Shape("open", slots=_SLOTS, attributes={"required": flag()}),),
    html=lambda _node, _page: NOTHING,
    checks=_checks,
    seconds=lambda _node: WRITING_SECONDS,
    question=_asks(
        "ask-open", lambda: _("The authors of this course read it."), lambda: _("Answer")
    ),
)
REFLECTION = BlockKind(
    name="reflection",
    label=gettext_lazy("Reflection"),
    purpose=gettext_lazy("Let people stop and think what they will do with it."),
    icon="feather",
    keywords="think commitment question",
    shapes=(Shape("reflection", slots=_SLOTS),),
    html=lambda _node, _page: NOTHING,
    checks=_checks,
    seconds=lambda _node: WRITING_SECONDS,
    question=_asks("ask-open is-reflection", lambda: _("Only you see this."), lambda: _("Keep")),
)
