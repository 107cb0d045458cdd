"""What authors' browsers may send as a document, and readers as the words they marked."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyhands.courses import blocks
from manyhands.courses.blocks import build, repair
from manyhands.courses.blocks.node import descend
from manyhands.feedback.anchors import Anchor, Placing, place
from tests.hostile.values import MARKUP, executed

from .any_words import ANY
from .world import every_block

mending = import_module("manyhands.courses.blocks.repair")


@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_any_block_is_words_when_it_is_drawn(words: str) -> None:
    nodes = every_block(words)
    for node in (one for block in nodes for one in descend(block)):
        for name in node.get("attrs", {}):
            node["attrs"][name] = words
    for kept in (every_block(words), nodes):
        document = repair({"type": "doc", "content": kept}).document
        for row in blocks.rows_of(document, blocks.Page()):
            assert executed(str(row.html)) == [], row.kind


@settings(max_examples=60)
@given(st.lists(ANY, min_size=1, max_size=6))
def test_any_words_in_any_block_are_drawn(words: list[str]) -> None:
    nodes = [node for one in words for node in every_block(one[:2000])]
    document = repair({"type": "doc", "content": nodes}).document

    assert all(executed(str(row.html)) == [] for row in blocks.rows_of(document, blocks.Page()))


@pytest.mark.parametrize(
    "many",
    [
        [{"type": "bulletList", "content": [{"type": "nonsense", "text": "x"}] * 3000}],
        [{"type": "table", "content": [build.paragraph("x")] * 3000}],
        [{"type": "step", "content": [{"type": f"k{n}", "text": "x"} for n in range(3000)]}],
        [build.paragraph("x", id="twin")] * 1500,
    ],
    ids=["list", "table", "kinds", "twins"],
)
def test_mending_takes_steps_in_proportion(many: list[Any], monkeypatch) -> None:
    """Counted, not timed: how many names are tried."""
    tried = 0
    derive = mending.derived_id

    def counted(*seeds: object) -> str:
        nonlocal tried
        tried += 1
        return derive(*seeds)

    monkeypatch.setattr(mending, "derived_id", counted)
    document = repair({"type": "doc", "content": many}).document

    assert tried < 10_000
    assert len(document.blocks) <= 2200


Block = type("Block", (), {"__init__": lambda self, i, t: vars(self).update(block_id=i, text=t)})


@settings(max_examples=200)
@given(
    st.tuples(ANY, ANY, ANY),
    st.lists(st.tuples(st.sampled_from("abc"), ANY), max_size=3, unique_by=lambda text: text[0]),
)
def test_the_same_is_only_what_is_the_same(words, texts) -> None:
    quote, before, after = (one[:300] for one in words)
    there = [Block(block_id, text[:3000]) for block_id, text in texts]

    placed = place(Anchor("a", quote, before, after), there)

    if placed.placing == Placing.SAME and quote.split():
        text = next(block.text for block in there if block.block_id == placed.block_id)
        assert " ".join(quote.split()) in " ".join(text.split())
        assert placed.words == " ".join(quote.split())
