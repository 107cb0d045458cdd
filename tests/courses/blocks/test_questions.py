"""Questions: asked, answered, judged, explained."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from manyhands.courses.blocks import (
    Answer,
    AnswerError,
    Asked,
    Judgement,
    Node,
    block_id,
    build,
    children,
    judge,
    read_answer,
    render_question,
)

CSRF = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="t">')


def _ids(choice: Node) -> list[str]:
    return [block_id(option) for option in children(choice, "option")]


ONE = build.choice(
    "Who calls back?",
    [
        ("I name them", "A case without a name is lost.", True),
        ("Nobody", "Then it is lost.", False),
    ],
    required=True,
)
SEVERAL = build.choice(
    "Which?", [("a", "", True), ("b", "", True), ("c", "Not c.", False)], multiple=True
)


def _asked(answer: Answer | None = None, *, is_open: bool = True) -> Asked:
    return Asked(url="/courses/3/responses/", csrf=CSRF, answer=answer, is_open=is_open)


def test_an_open_question_form_works_without_javascript() -> None:
    html = render_question(ONE, _asked())
    assert '<form method="post" action="/courses/3/responses/"' in html
    assert CSRF in html
    assert html.count('type="radio"') == 2
    assert "To finish this course" in html
    assert "without a name" not in html


def test_the_chosen_option_is_explained_at_once() -> None:
    right, wrong = _ids(ONE)
    html = render_question(ONE, _asked(Answer((wrong,))))
    assert "Then it is lost." in html
    assert "without a name" not in html
    assert "is-wrong" in html
    assert "is-right" not in html
    assert "Not this one." in html

    html = render_question(ONE, _asked(Answer((right,))))
    assert "without a name" in html
    assert "Right." in html
    assert "<button" not in html


@pytest.mark.parametrize(
    ("chosen", "is_right", "words"),
    [
        ([0, 1], True, "Right."),
        ([0], False, "there is more to choose"),
        ([0, 2], False, "Partly right."),
        ([2], False, "Not these."),
    ],
)
def test_several_right_ones(chosen: list[int], is_right: bool, words: str) -> None:
    answer = Answer(tuple(_ids(SEVERAL)[number] for number in chosen))
    assert judge(SEVERAL, answer).is_right is is_right
    assert words in render_question(SEVERAL, _asked(answer))


def test_a_judgement_explains_what_was_chosen_only() -> None:
    right, wrong = _ids(ONE)
    assert judge(ONE, Answer((wrong,))) == Judgement(
        False, {wrong: "Then it is lost."}, frozenset({right})
    )


def test_words_are_neither_right_nor_wrong() -> None:
    question = build.open_question("Why?")
    answer = read_answer(question, text="  because\r\nof it ")
    assert answer == Answer(text="because\nof it")
    assert judge(question, answer).is_right is None
    assert "because" in render_question(question, _asked(answer))


def test_a_reflection_is_said_to_be_private() -> None:
    assert "Only you see this." in render_question(build.reflection("And you?"), _asked())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [([], "first"), (["gone"], "no longer"), (_ids(ONE), "Choose one")],
)
def test_what_is_no_choice_is_refused(options: list[str], sentence: str) -> None:
    with pytest.raises(AnswerError, match=sentence):
        read_answer(ONE, options=options)


@pytest.mark.parametrize(("text", "sentence"), [("  ", "first"), ("x" * 10_001, "too long")])
def test_what_is_no_answer_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(AnswerError, match=sentence):
        read_answer(build.open_question("?"), text=text)


@pytest.mark.parametrize("answer", [Answer(("a", "b")), Answer(text="words"), Answer()])
def test_answers_are_kept_as_json(answer: Answer) -> None:
    assert Answer.from_json(answer.as_json()) == answer


def test_a_preview_cannot_be_answered() -> None:
    html = render_question(ONE, _asked(is_open=False))
    assert "<form" not in html


def test_only_questions_are_asked() -> None:
    with pytest.raises(KeyError):
        render_question(build.paragraph("x"), _asked())
