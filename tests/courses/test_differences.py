"""The two-minute difference: what is new since the release somebody read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyhands.courses.blocks import Node, Page, build, parse_document, rows_of
from manyhands.courses.blocks.measuring import BlockRow
from manyhands.courses.differences import Segment, compare, diff_words, segments_html


def _rows(*nodes: Node) -> list[BlockRow]:
    return rows_of(parse_document(build.document("T", blocks=nodes)), Page())


A, B, C, D = (build.paragraph(f"This is {letter}.", id=letter) for letter in "abcd")


def test_nothing_changed() -> None:
    same = compare(_rows(A, B), _rows(A, B))
    assert same.is_empty
    assert (same.unchanged_count, same.minutes) == (2, 0)


def test_a_changed_word_a_new_block_and_one_that_is_gone() -> None:
    blue = build.paragraph("This is blue.", id="b")
    found = compare(_rows(A, B, C), _rows(A, blue, D))
    assert [(change.what, change.block_id) for change in found.changes] == [
        ("changed", "b"),
        ("gone", "c"),
        ("new", "d"),
    ]
    assert found.changes[0].segments == (
        Segment("equal", "This is "),
        Segment("del", "b"),
        Segment("ins", "blue"),
        Segment("equal", "."),
    )
    assert (found.unchanged_count, found.minutes) == (1, 1)
    assert (found.new_count, found.changed_count, found.gone_count, found.moved_count) == (
        1,
        1,
        1,
        0,
    )


def test_what_is_gone_stands_where_it_stood() -> None:
    found = compare(_rows(A, B, C), _rows(C))
    assert [change.block_id for change in found.changes] == ["a", "b"]
    found = compare(_rows(A, B, C), _rows(A, C, D))
    assert [change.block_id for change in found.changes] == ["b", "d"]


def test_as_few_blocks_as_possible_have_moved() -> None:
    found = compare(_rows(A, B, C, D), _rows(D, A, B, C))
    assert [(change.what, change.block_id) for change in found.changes] == [("moved", "d")]
    assert found.minutes == 0


def test_moved_and_changed_is_one_change() -> None:
    found = compare(_rows(A, B, C), _rows(build.paragraph("New c.", id="c"), A, B))
    assert [(change.what, change.is_moved) for change in found.changes] == [("changed", True)]


def test_a_new_look_is_a_change_without_words() -> None:
    bold = build.paragraph(build.bold("This is a."), id="a")
    change = compare(_rows(A), _rows(bold)).changes[0]
    assert change.what == "changed"
    assert not change.is_reworded


def test_an_explanation_that_changed_is_shown() -> None:
    old = build.choice("?", [("x", "yes", True), ("y", "no", False)], id="q")
    new = build.choice("?", [("x", "yes indeed", True), ("y", "no", False)], id="q")
    assert compare(_rows(old), _rows(new)).changes[0].is_reworded


def test_words_as_html() -> None:
    segments = diff_words("the <b>yellow</b> form", "the <b>blue</b> form")
    assert segments_html(segments) == (
        'the &lt;b&gt;<del class="removed">yellow</del><ins class="added">blue</ins>&lt;/b&gt; form'
    )


@pytest.mark.parametrize("words", [1, 3])
def test_huge_blocks_cost_little(words: int) -> None:
    old = "alpha beta gamma\n" * 5000
    segments = diff_words(old, old.replace("beta", "delta", words))
    assert "".join(part.text for part in segments if part.op != "del").count("delta") == words


@given(st.text(), st.text())
def test_nothing_is_lost_on_either_side(old: str, new: str) -> None:
    segments = diff_words(old, new)
    assert "".join(part.text for part in segments if part.op != "del") == new
    before = "".join(part.text for part in segments if part.op != "ins")
    assert before.split() == old.split() or "".join(before.split()) == "".join(old.split())


def test_words_that_went_at_the_end_keep_their_distance():
    segments = diff_words("Use the form at the gate.", "Use the form.")

    assert [
        Segment("equal", "Use the form"),
        Segment("del", " at the gate"),
        Segment("equal", "."),
    ] == [*segments]
