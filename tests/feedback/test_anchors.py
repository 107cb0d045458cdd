"""Remarks carried over to another release: same, changed, gone, or honestly unknown."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from manyhands.feedback.anchors import Anchor, Placed, Placing, place
from manyhands.feedback.models import Placing as StoredPlacing


class Block(NamedTuple):
    block_id: str
    text: str


LINE = "For each, write one line: who, what they want, what you promised. Use the yellow form at the gate."
DOORS = "Open the door. Wait for the lamp. Open the door. Lock it behind you."


def _anchor(text: str, quote: str, nth: int = 0) -> Anchor:
    start = -1
    for _time in range(nth + 1):
        start = text.index(quote, start + 1)
    return Anchor.of("a", text, start, start + len(quote))


def _place(text: str, quote: str, now: str | None, *others: str, nth: int = 0) -> Placed:
    blocks = [Block("a", now)] if now is not None else []
    blocks += [Block(f"other{number}", other) for number, other in enumerate(others)]
    return place(_anchor(text, quote, nth), blocks)


@pytest.mark.parametrize(
    ("quote", "now", "placing", "words"),
    [
        # untouched, and edits around it
        ("yellow form", LINE, "same", "yellow form"),
        ("yellow form", "Briefly. " + LINE + " Thank you.", "same", "yellow form"),
        ("yellow form", LINE.replace("who, what they want, ", ""), "same", "yellow form"),
        ("one line:  who", LINE, "same", "one line: who"),
        # reworded, with the surroundings still there
        ("yellow form", LINE.replace("yellow", "blue"), "changed", "blue form"),
        ("yellow", LINE.replace("yellow", "blue"), "changed", "blue"),
        ("Use the yellow form at the gate.", LINE.replace("yellow", "blue"), "changed",
         "Use the blue form at the gate."),
        ("yellow form at the gate.", LINE.replace("yellow form at the gate.", "green sheet in the office."),
         "changed", "green sheet in the office."),
        # taken out
        ("Use the yellow form at the gate.", LINE.replace(" Use the yellow form at the gate.", ""), "gone", ""),
        ("what they want, ", LINE.replace("what they want, ", ""), "gone", ""),
        # written anew: nothing of it is left, or something and nobody knows what
        ("yellow form", "Nothing here is as it was.", "gone", ""),
        ("yellow form at the gate", "At the gate stands a man. The form is blue, the gate is yellow.", "unknown", ""),
        # part of a word is not the word
        ("form", LINE.replace("form", "uniform"), "changed", "uniform"),
    ],
)  # fmt: skip
def test_in_its_own_block(quote: str, now: str, placing: str, words: str) -> None:
    text = LINE if quote in LINE else LINE.replace("one line: who", "one line:  who")
    placed = _place(text, quote, now)
    assert (placed.placing, placed.words) == (placing, words)
    assert placed.was == " ".join(quote.split())


def test_words_that_stand_twice_are_told_by_their_surroundings() -> None:
    assert _place(DOORS, "Open the door.", DOORS, nth=1).placing == "same"
    assert _place("Open it now.", "Open", "Open Open Open").placing == "unknown"


def test_a_block_that_is_gone_takes_its_words_along() -> None:
    assert _place(LINE, "yellow form", None, "Something else.").placing == "gone"
    assert _place(LINE, "yellow form", None).placing == "gone"


def test_words_that_moved_to_another_block_are_found_there() -> None:
    placed = _place(LINE, "Use the yellow form at the gate.", None, "One.", LINE)
    assert placed == Placed(Placing.SAME, "other1", placed.was, placed.was)
    sentence = "Use the yellow form at the gate, never the blue one."
    text = f"Write one line. {sentence} Then go."
    assert (
        _place(text, sentence, "Write one line. Then go.", f"First: {sentence}").block_id
        == "other0"
    )


def test_a_likeness_elsewhere_is_no_proof() -> None:
    assert _place(LINE, "the yellow form", None, LINE, LINE).placing == "unknown"
    assert (
        _place(LINE, "the yellow form", None, "There lies the yellow form, they say.").placing
        == "unknown"
    )
    assert _place(LINE, "one", None, "one").placing == "gone"


def test_a_whole_block_is_there_or_not() -> None:
    assert place(Anchor("a"), [Block("a", "x")]) == Placed(Placing.SAME, "a")
    assert place(Anchor("a"), [Block("b", "x")]).placing == "gone"
    assert place(Anchor(""), []).placing == "same"


def test_the_words_for_it_are_those_that_are_stored() -> None:
    assert {str(placing) for placing in Placing} == set(StoredPlacing.values)


def test_a_page_long_block_is_searched_in_no_time() -> None:
    text = "alpha beta gamma delta " * 4000
    placed = place(Anchor("a", "alpho betta gama dellta epsilon", "zzz", "yyy"), [Block("a", text)])
    assert placed.placing in ("unknown", "gone")


WORDS = st.lists(
    st.text("abcdefghijklmnop", min_size=1, max_size=9), min_size=4, max_size=12, unique=True
)


@given(WORDS, WORDS, WORDS, WORDS)
def test_edits_before_and_after_keep_it_the_same(
    before: list[str], quote: list[str], after: list[str], new: list[str]
) -> None:
    old = " ".join([*before, *quote, *after])
    said = " ".join(quote)
    now = " ".join([*new, *quote, *new[1:]])
    assume(len(re.findall(f"(?= {said} )", f" {now} ")) == 1)
    start = len(" ".join(before)) + 1
    anchor = Anchor.of("a", old, start, start + len(said))
    assert place(anchor, [Block("a", now)]) == Placed(Placing.SAME, "a", said, said)


LETTERS = st.text("abcdefgh", min_size=5, max_size=9)
DIGITS = st.lists(st.text("123456789", min_size=3, max_size=9), min_size=1, max_size=5)


@given(
    st.lists(LETTERS, min_size=3, max_size=8, unique=True),
    DIGITS,
    st.lists(st.text("pqrstuvw", min_size=5, max_size=9), min_size=3, max_size=8, unique=True),
    DIGITS,
)
def test_what_is_taken_out_is_gone_and_what_is_replaced_shows_both_wordings(
    before: list[str], quote: list[str], after: list[str], new: list[str]
) -> None:
    assume(" ".join(quote) not in " ".join(new))
    said, now = " ".join(quote), " ".join(new)
    start = len(" ".join(before)) + 1
    anchor = Anchor.of("a", " ".join([*before, *quote, *after]), start, start + len(said))
    without = Block("a", " ".join([*before, *after]))
    assert place(anchor, [without]) == Placed(Placing.GONE, "a", "", said)
    assume(len(now) <= 3 * max(len(said), 20))
    replaced = Block("a", " ".join([*before, *new, *after]))
    assert place(anchor, [replaced]) == Placed(Placing.CHANGED, "a", now, said)


@given(st.text(), st.text(), st.text(), st.text())
def test_any_words_are_placed_somehow(quote: str, prefix: str, suffix: str, text: str) -> None:
    placed = place(Anchor("a", quote, prefix, suffix), [Block("a", text), Block("b", quote)])
    assert placed.placing in set(Placing)
    if placed.placing == "same" and placed.block_id == "a" and quote.split():
        assert " ".join(quote.split()) in " ".join(text.split())
