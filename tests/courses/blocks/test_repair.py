"""A draft may hold anything: nothing that somebody wrote is lost without being named."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyhands.courses import blocks
from manyhands.courses.blocks import DocumentError, build, parse_document, repair
from manyhands.courses.blocks.node import Node, plain
from manyhands.courses.blocks.registry import SHAPES


def _doc(*nodes: Any) -> Node:
    return build.document("Title", goal="Goal", for_whom="All", blocks=nodes)


EVERY_KIND = [
    build.paragraph("Words ", build.bold("loud"), build.link("there", "/courses/3/")),
    build.heading("Part", level=3),
    build.bullets("one", ["two ", build.italic("soft")]),
    build.numbered("first", start=4),
    build.picture(7, "A list", "The list"),
    build.callout("Mind the gap", tone="warning"),
    build.step("Press", picture=build.picture(8, "A button")),
    build.code("ls -l\npwd", language="sh"),
    build.table([["a", "b"], ["1", "2"]]),
    build.file(9, "The form"),
    build.video("https://youtu.be/abcDEF12345", "How it goes"),
    build.choice("Which?", [("this", "yes", True), ("that", "no", False)], required=True),
    build.open_question("Why?"),
    build.reflection("And you?"),
    build.rule(),
]


def test_what_fits_stays_as_it_is() -> None:
    raw = _doc(*EVERY_KIND)
    assert parse_document(raw).as_json() == raw


def test_every_kind_is_tried_above() -> None:
    assert {node["type"] for node in EVERY_KIND} == blocks.registry.TOP


def test_an_empty_document_gets_its_front_and_one_paragraph() -> None:
    document, _repairs = repair({"type": "doc"})
    assert [node["type"] for node in document.as_json()["content"]] == [
        "title",
        "goal",
        "forwhom",
        "paragraph",
    ]
    assert document.is_empty


@pytest.mark.parametrize("raw", [None, 3, "doc", [], {}, {"type": "paragraph"}])
def test_what_is_no_document_is_refused(raw: object) -> None:
    with pytest.raises(DocumentError, match="not a course's document"):
        repair(raw)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ({"type": "marquee", "content": [build.text("moving")]}, "moving"),
        ({"type": "text", "text": "loose"}, "loose"),
        ("bare words", "bare words"),
        ({"type": "title", "content": [build.text("a second title")]}, "a second title"),
        ({"type": "bulletList", "content": [build.paragraph("no item")]}, "no item"),
        ({"type": "bulletList", "content": [{"type": "text", "text": "no item"}]}, "no item"),
        ({"type": "table", "content": [build.paragraph("no row")]}, "no row"),
        ({"type": "paragraph", "content": [build.heading("inside")]}, "inside"),
        ({"type": "step", "content": [build.table([["x", "y"]])]}, "xy"),
    ],
)
def test_words_in_the_wrong_place_are_kept_and_named(node: Any, words: str) -> None:
    document, repairs = repair(_doc(node))
    kept = "".join(plain(block) for block in document.blocks)
    assert words in kept.replace(" ", "") or words in kept
    assert repairs
    # What was mended stays as it is.
    assert repair(document).document == document


def test_ids_are_made_and_doubled_ones_told_apart() -> None:
    twins = [
        build.paragraph("a", id="same"),
        build.paragraph("b", id="same"),
        {"type": "paragraph"},
    ]
    document, repairs = repair(_doc(*twins, build.paragraph("c", id="title")))
    ids = [blocks.block_id(block) for block in document.blocks]
    assert ids[0] == "same"
    assert len({*ids, "title"}) == 5
    assert all(repair.is_quiet for repair in repairs)
    again, _repairs = repair(_doc(*twins, build.paragraph("c", id="title")))
    assert again == document


def test_options_get_ids_of_their_own() -> None:
    choice = build.choice("?", [("a", "", True), ("b", "", False)])
    for option in blocks.children(choice, "option"):
        option["attrs"]["id"] = "twin"
    document, _repairs = repair(_doc(choice))
    options = blocks.children(document.blocks[0], "option")
    assert len({blocks.block_id(option) for option in options}) == 2


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "\tjavascript:x",
     "java\nscript:x", "vbscript:x", "http:///x", "/\\evil.example", 7, None, "x" * 3000],
)  # fmt: skip
def test_a_dangerous_link_goes_and_its_words_stay(href: object) -> None:
    document, repairs = repair(_doc(build.paragraph(build.link("words", href))))  # type: ignore[arg-type]
    assert document.blocks[0]["content"] == [build.text("words")]
    assert "link" in repairs[0].sentence


@pytest.mark.parametrize(
    "href", ["https://a.example/b?c#d", "mailto:a@b.example", "/courses/1/", "#x", "b/c"]
)
def test_an_ordinary_link_stays(href: str) -> None:
    assert parse_document(_doc(build.paragraph(build.link("words", href))))


def test_whole_numbers_come_back_from_shared_documents_as_floats() -> None:
    heading = build.heading("x")
    heading["attrs"]["level"] = 3.0
    assert blocks.attribute(parse_document(_doc(heading)).blocks[0], "level") == 3


def test_deep_and_enormous_input_is_bounded() -> None:
    deep: Node = build.paragraph("down there")
    for _level in range(3000):
        deep = {"type": "bulletList", "content": [{"type": "listItem", "content": [deep]}]}
    document, repairs = repair(_doc(deep, *({"type": "paragraph"} for _n in range(5000))))
    assert "down there" in "".join(plain(block) for block in document.blocks)
    assert len(document.blocks) <= 2001
    assert parse_document(document.as_json()) == document
    assert any("too long" in repair.sentence for repair in repairs)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "attrs", "content", "text", "marks", "id"]), inside
        )
    ),
    max_leaves=12,
)
NODES = st.recursive(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["text"]), "text": st.text(st.characters(), max_size=12)}
    )
    | JSON,
    lambda inside: st.fixed_dictionaries(
        {
            "type": st.sampled_from([*SHAPES, "doc", "strange"]),
            "attrs": st.dictionaries(
                st.sampled_from(
                    ["id", "level", "media", "url", "right", "start", "colspan", "colwidth", "x"]
                ),
                JSON,
                max_size=4,
            ),
            "content": st.lists(inside, max_size=4),
        }
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(NODES, max_size=5))
def test_whatever_comes_in_a_fitting_document_comes_out(nodes: list[Any]) -> None:
    document, _repairs = repair({"type": "doc", "content": nodes})
    assert parse_document(document.as_json()) == document
    assert blocks.rows_of(document, blocks.Page())


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_nothing_but_the_documented_error(raw: Any) -> None:
    with contextlib.suppress(DocumentError):
        parse_document(raw)
