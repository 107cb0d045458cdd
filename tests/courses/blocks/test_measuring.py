"""Words, digests, minutes, links, outline, schema."""

from __future__ import annotations

import json

import pytest

from manyhands.courses.blocks import (
    KINDS,
    Node,
    build,
    collab_shape,
    courses_linked,
    digest_of,
    links_of,
    media_of,
    minutes_of,
    parse_document,
    questions_of,
    required_of,
    schema,
    text_of,
    wording_of,
)
from manyhands.courses.outline import outline_of

CHOICE = build.choice("Which?", [("this", "yes, this", True), ("that", "", False)], required=True)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (build.paragraph("a ", build.bold("b")), "a b"),
        (build.bullets("one", "two"), "one\ntwo"),
        (build.picture(1, "A list", "Of cases"), "A list\nOf cases"),
        (build.step("Press", picture=build.picture(1, "A button")), "Press\nA button"),
        (build.table([["a", "b"], ["1", "2"]]), "a | b\n1 | 2"),
        (CHOICE, "Which?\nthis\nthat"),
        (build.rule(), ""),
    ],
)
def test_plain_text(node: Node, text: str) -> None:
    assert text_of(node) == text


def test_explanations_are_wording_but_not_text() -> None:
    assert "yes, this" in wording_of(CHOICE)
    assert "yes, this" not in text_of(CHOICE)


def test_a_digest_is_of_what_is_said() -> None:
    one = build.heading("Part", level=2, id="a")
    other = {
        "content": one["content"],
        "attrs": {"level": 2, "id": "b", "x": None},
        "type": "heading",
    }
    assert digest_of(one) == digest_of(other)
    assert digest_of(one) != digest_of(build.heading("Part", level=3))
    assert digest_of(build.paragraph("a")) != digest_of(build.paragraph(build.bold("a")))


@pytest.mark.parametrize(
    ("nodes", "minutes"),
    [
        ([], 1),
        ([build.paragraph("word " * 220)], 1),
        ([build.paragraph("word " * 221)], 2),
        ([build.picture(1)] * 10, 2),
        ([build.paragraph("word " * 220), build.open_question("")], 2),
    ],
)
def test_minutes_are_counted_up(nodes: list[Node], minutes: int) -> None:
    assert minutes_of(nodes) == minutes


def test_what_a_document_refers_to() -> None:
    document = parse_document(
        build.document(
            "T",
            blocks=[
                build.heading("One", id="one"),
                build.heading("", id="none"),
                build.paragraph(build.link("x", "/courses/12/#block-a"), id="p"),
                build.paragraph(build.link("y", "https://a.example/courses/13/")),
                build.step("s", picture=build.picture(5)),
                build.file(6),
                CHOICE,
                build.reflection("?"),
            ],
        )
    )
    assert media_of(document) == {5, 6}
    assert courses_linked(document) == {12}
    assert links_of(document)[0] == ("p", "/courses/12/#block-a", "x")
    assert len(questions_of(document)) == 2
    assert required_of(document) == [CHOICE]
    assert outline_of(document) == [{"id": "one", "level": 2, "text": "One"}]
    assert (document.title_text, document.goal_text) == ("T", "")


def test_the_schema_is_json_that_an_editor_can_read() -> None:
    read = json.loads(json.dumps(schema()))
    assert read["nodes"]["choice"]["content"] == "question option{2,20}"
    assert read["nodes"]["step"]["content"] == "(paragraph | bulletList | codeBlock | picture)+"
    assert read["nodes"]["title"]["marks"] == ""
    assert read["nodes"]["picture"]["attrs"]["decorative"] == {"default": False}
    assert [kind["name"] for kind in read["kinds"]] == list(KINDS)
    assert all(kind["label"] and kind["purpose"] for kind in read["kinds"])


def test_shared_documents_learn_the_same_defaults() -> None:
    attributes, marks = collab_shape()
    assert attributes["heading"] == {"id": None, "level": 2}
    assert marks[0] == "link"
