"""The list beside the release button advises; it blocks only when there is nothing to release."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from manyhands.courses.blocks import Node, build, repair
from manyhands.courses.checklist import Check, CheckState, Facts, check, may_release
from manyhands.courses.intentions import INTENTIONS, guide_for
from manyhands.courses.models import Intention

TODAY = date(2026, 11, 24)
QUESTION = build.choice("?", [("a", "", True), ("b", "", False)])


def _facts(**changes: Any) -> Facts:
    facts: dict[str, Any] = {
        "keeper_name": "Amara Osei",
        "check_on": TODAY + timedelta(days=180),
        "today": TODAY,
    }
    return Facts(**(facts | changes))


def _check(
    *blocks: Node | str, facts: Facts | None = None, title: str = "Night shift"
) -> list[Check]:
    nodes = [build.paragraph(block) if isinstance(block, str) else block for block in blocks]
    raw = build.document(title, goal="leave at six", for_whom="Night shift", blocks=nodes)
    document, repairs = repair(raw)
    return check(document, facts=facts or _facts(repairs=repairs))


def _todo(checks: list[Check]) -> list[str]:
    return [line.key for line in checks if line.state != CheckState.OK]


def test_a_good_course_has_nothing_to_mend() -> None:
    checks = _check(build.heading("Before"), build.picture(1, "A list"), "Words.", QUESTION)
    assert _todo(checks) == []
    assert may_release(checks)
    assert all(line.sentence and not line.fix for line in checks)


def test_an_empty_picture_is_not_praised() -> None:
    checks = _check(build.picture(None, "A list"), "Words.", QUESTION)
    assert "picture" in _todo(checks)
    assert "alternative" not in [line.key for line in checks]


def test_only_emptiness_blocks() -> None:
    empty = _check(title=" ")
    assert [line.key for line in empty if line.state == CheckState.BLOCKING] == ["title", "content"]
    assert not may_release(empty)
    assert may_release(_check("One word."))


@pytest.mark.parametrize(
    ("node", "key"),
    [
        (build.picture(1), "alternative"),
        (build.picture(None, "x"), "picture"),
        (build.step("do", picture=build.picture(1)), "alternative"),
        (build.step(""), "step"),
        (build.heading("small", level=3), "headings"),
        (build.heading(""), "heading"),
        (build.table([["a"]], is_headed=False), "table"),
        (build.file(None), "file"),
        (build.video("https://evil.example/x"), "video"),
        (build.video(""), "video"),
        (build.paragraph(build.link("x", "/courses/9/")), "links"),
        (build.paragraph(build.link("x", "#block-nowhere")), "links"),
        (build.choice("", [("a", "", True), ("b", "", False)]), "question"),
        (build.choice("?", [("a", "", False), ("b", "", False)]), "right"),
        (build.choice("?", [("a", "", True), ("b", "", True)]), "right"),
        (build.choice("?", [("a", "", True), ("", "", False)]), "options"),
        (build.open_question(""), "question"),
    ],
)
def test_each_thing_to_mend_names_its_block(node: Node, key: str) -> None:
    checks = _check("Words.", node, QUESTION, facts=_facts(visible_courses=lambda _ids: set()))
    found = [line for line in checks if line.state == CheckState.ADVICE]
    assert [line.key for line in found] == [key]
    assert found[0].block_id == node["attrs"]["id"]
    assert found[0].fix


def test_a_decorative_picture_needs_no_words() -> None:
    assert _todo(_check("x", build.picture(1, decorative=True), QUESTION)) == []


def test_a_long_course_is_advised_to_be_two() -> None:
    assert _todo(_check("word " * 2500, QUESTION)) == ["minutes"]


def test_a_course_without_a_question_gets_a_hint() -> None:
    assert _todo(_check("Words.")) == ["question"]


def test_a_lost_file_is_named() -> None:
    facts = _facts(media_exists=lambda _ids: set())
    assert _todo(_check("x", build.picture(1, "A"), QUESTION, facts=facts)) == ["files"]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"keeper_name": ""}, "keeper"),
        ({"check_on": None}, "check_on"),
        ({"check_on": TODAY}, "check_on"),
    ],
)
def test_somebody_keeps_it_and_looks_again(changes: dict[str, Any], key: str) -> None:
    assert _todo(_check("x", QUESTION, facts=_facts(**changes))) == [key]


def test_what_was_mended_is_shown() -> None:
    checks = _check("x", {"type": "strange", "content": [build.text("words")]}, QUESTION)
    assert _todo(checks) == ["repair"]


def test_a_host_of_the_organisation_may_be_shown() -> None:
    film = build.video("https://films.example/w/ab")
    assert _todo(_check("x", film, QUESTION, facts=_facts(peertube=("films.example",)))) == []


@pytest.mark.parametrize("intention", [one for one in Intention if one != Intention.BLANK])
def test_words_of_the_guide_are_to_be_written_over(intention: Intention) -> None:
    document, _repairs = repair(guide_for(intention).skeleton("Night shift", "Warehouse"))
    [found] = [
        line for line in check(document, facts=_facts(intention=intention)) if line.key == "guide"
    ]
    assert found.state == CheckState.ADVICE
    assert found.block_id in [node["attrs"]["id"] for node in document.blocks]
    own = _check(build.heading("Before you begin"), "My own words.", QUESTION)
    assert "guide" not in [line.key for line in own]


def test_every_intention_has_a_guide_and_a_skeleton_that_fits() -> None:
    assert set(INTENTIONS) == set(Intention)
    for intention in Intention:
        guide = guide_for(intention)
        assert len(guide.guide) == 5
        document, repairs = repair(guide.skeleton("Night shift", "Warehouse"))
        assert not repairs
        assert (document.title_text, document.for_whom_text) == ("Night shift", "Warehouse")
        assert document.is_empty is (intention == Intention.BLANK)
        assert guide.name
        assert guide.purpose
    assert guide_for("unknown") is INTENTIONS[Intention.BLANK]


def test_a_link_to_what_its_readers_cannot_open_is_named_by_its_words() -> None:
    twice = (build.link("the form", "/courses/9/"), " and ", build.link("once more", "/courses/9/"))
    facts = _facts(visible_courses=lambda _ids: set())
    checks = _check(build.paragraph(*twice), QUESTION, facts=facts)
    assert [line.sentence for line in checks if line.key == "links"] == [
        "“the form” leads to a course that its readers cannot open."
    ]
