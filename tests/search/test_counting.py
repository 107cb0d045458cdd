"""In how many texts a word stands is kept right, whatever is said anew or taken back."""

from __future__ import annotations

import pytest

from manyhands.needs import actions as needs
from manyhands.search.indexing import index_everything
from manyhands.search.models import Word
from tests.factories_needs import a_need


def standing(*words: str) -> list[int]:
    counts = dict(Word.objects.values_list("word", "documents"))
    return [counts.get(word, 0) for word in words]


@pytest.fixture
def two(cast, deliver):
    """Two needs with one word in common."""
    first = a_need(cast.salma, "open the gate")
    second = a_need(cast.jonas, "open a crate")
    deliver()
    return first, second


def test_each_word_is_counted_once_for_each_text(two):
    assert standing("open", "gate", "crate") == [2, 1, 1]


def test_short_words_are_counted_as_well(two):
    assert standing("a") == [1]


def test_indexing_once_more_changes_no_count(two):
    index_everything()
    index_everything()

    assert standing("open", "gate", "crate") == [2, 1, 1]


def test_what_is_said_anew_is_counted_anew(two, cast, deliver):
    needs.withdraw_need(two[0], by=cast.salma)
    deliver()

    assert standing("open", "gate", "crate") == [1, 0, 1]


def test_a_word_that_stands_nowhere_mends_no_slip(two, cast, deliver, found):
    a_need(cast.jonas, "paint the gaze")
    needs.withdraw_need(two[0], by=cast.salma)
    deliver()

    assert found(cast.nora, "gate") == ["need: paint the gaze"]
