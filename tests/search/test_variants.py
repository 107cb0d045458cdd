"""Two words that are so few slips apart as are forgiven share a variant: whatever slips these are."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from manyhands.search.engines.variants import slips_forgiven, variants_of

# Few letters, so that some are doubled and changed ones stand elsewhere, too.
WORDS = st.text(alphabet="abcd", min_size=3, max_size=12)


def test_a_short_word_has_each_of_its_letters_left_out():
    assert variants_of("gate") == ["ate", "gae", "gat", "gate", "gte"]


@pytest.mark.parametrize("word", ["", "a", "of"])
def test_hardly_anything_would_be_left_of_two_letters(word):
    assert variants_of(word) == []


def test_of_a_long_word_only_the_beginning_counts():
    assert variants_of("customsclearance") == variants_of("customs")
    assert len(variants_of("customs")) == 29


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """A word as it was typed, and the one that was meant."""
    typed = draw(WORDS)
    meant = typed
    for _ in range(draw(st.integers(0, slips_forgiven(typed)))):
        at, letter = draw(st.integers(0, len(meant) - 1)), draw(st.sampled_from("abcd"))
        before, here, after = meant[:at], meant[at], meant[at + 1 :]
        meant = draw(
            st.sampled_from(
                [
                    before + after,
                    before + letter + here + after,
                    before + letter + after,
                    before + after[:1] + here + after[1:],
                ]
            )
        )
    return typed, meant


@given(slipped())
def test_words_a_few_slips_apart_share_one(pair):
    typed, meant = pair
    assume(len(meant) >= 3)

    assert DamerauLevenshtein.distance(typed, meant) <= slips_forgiven(typed)
    assert set(variants_of(typed)) & set(variants_of(meant))
