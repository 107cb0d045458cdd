"""Needs that may be one: what the worker proposes, and what people decide."""

from __future__ import annotations

import pytest

from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.needs import actions, pairs
from manyhands.needs.models import NeedPair
from manyhands.needs.pairs import EACH, undecided_pairs
from tests.factories_needs import a_need, details


def proposed():
    return {(pair.one.statement, pair.other.statement) for pair in NeedPair.objects.undecided()}


@pytest.fixture
def slots(cast, deliver):
    """Two needs that look like one, as the worker found them."""
    one = a_need(cast.salma, "book a customs slot after five")
    other = a_need(cast.leo, "get customs slots in the evening")
    deliver()
    return one, other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("book a customs slot after five", "get customs slots in the evening"),
        ("hand over a night shift", "hand over shifts at night without losing cases"),
        ("trösten eines Fahrers am Telefon", "Fahrer am Telefon trosten"),
    ],
)
def test_needs_with_the_same_words_are_proposed(cast, deliver, one, other):
    a_need(cast.salma, one)
    a_need(cast.leo, other)
    deliver()

    assert proposed() == {(one, other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("calm an angry driver", "read a bill of lading"),
        ("know what to do with customs", "know what to make with cranes"),
        ("weld bars of aluminium", "weld a broken gate"),
        ("it", "it"),
    ],
)
def test_others_are_not(cast, deliver, one, other):
    a_need(cast.salma, one)
    a_need(cast.leo, other)
    deliver()

    assert proposed() == set()


def test_under_one_topic_one_word_is_enough(cast, deliver):
    a_need(cast.salma, "handle late customs", topics=["customs"])
    a_need(cast.leo, "book customs", topics=["customs"])
    deliver()

    assert len(proposed()) == 1


def test_what_only_some_may_see_is_not_proposed(cast, deliver):
    a_need(cast.salma, "book a customs slot", cast.north, is_restricted=True)
    a_need(cast.leo, "book a customs slot", cast.north, is_restricted=True)
    a_need(cast.tom, "book a customs slot")
    deliver()

    assert proposed() == set()


def test_other_words_make_other_pairs(cast, slots, deliver):
    one, _other = slots
    actions.change_need(one, details=details("reverse a trailer"), by=cast.salma)
    deliver()

    assert proposed() == set()


def test_each_need_has_a_handful_at_most(cast, deliver):
    for n in range(EACH + 3):
        a_need(cast.salma, f"book a customs slot number{n}")
    deliver()
    last = a_need(cast.leo, "book a customs slot")
    before = NeedPair.objects.count()
    deliver()

    assert NeedPair.objects.count() == before + EACH
    assert NeedPair.objects.filter(other=last).count() == EACH


def test_kept_apart_is_kept_apart_for_good(cast, slots, deliver):
    pair = NeedPair.objects.get()
    actions.keep_apart(pair, by=cast.hana)
    actions.keep_apart(pair, by=cast.hana)
    pairs.sweep()
    actions.change_need(slots[0], details=details("book a customs slot by noon"), by=cast.salma)
    deliver()

    assert proposed() == set()
    assert NeedPair.objects.get().kept_apart_by == cast.hana
    assert Entry.objects.filter(kind="needs.pair.kept_apart").count() == 1


def test_that_can_be_taken_back(cast, slots):
    pair = actions.keep_apart(NeedPair.objects.get(), by=cast.hana)
    actions.propose_again(pair, by=cast.hana)
    actions.propose_again(pair, by=cast.hana)

    assert len(proposed()) == 1
    assert Entry.objects.filter(kind="needs.pair.proposed_again").count() == 1


def test_only_who_may_join_them_keeps_them_apart(cast, slots):
    with pytest.raises(Refused, match="or a coach"):
        actions.keep_apart(NeedPair.objects.get(), by=cast.tom)


@pytest.mark.parametrize("act", ["merge", "withdraw", "decline"])
def test_what_waits_no_longer_is_not_proposed(cast, slots, act):
    one, other = slots
    if act == "merge":
        actions.merge_needs(other, into=one, by=cast.leo)
    elif act == "withdraw":
        actions.withdraw_need(one, by=cast.salma)
    else:
        actions.decline_need(one, reason="No.", by=cast.hana)

    assert proposed() == set()
    pairs.sweep()
    assert not NeedPair.objects.exists()


def test_the_nights_sweep_finds_what_was_there_before(cast, slots):
    NeedPair.objects.all().delete()
    pairs.sweep()
    pairs.sweep()

    assert len(proposed()) == 1


def test_a_coach_hears_of_pairs_of_their_groups(cast, deliver):
    a_need(cast.salma, "book a customs slot", cast.north)
    a_need(cast.leo, "book customs slots", cast.north)
    deliver()

    assert len(undecided_pairs([cast.north.pk], limit=5)) == 1
    assert undecided_pairs([cast.care.pk], limit=5) == []
    assert len(undecided_pairs(None, limit=5)) == 1
