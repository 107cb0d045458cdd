from __future__ import annotations

import pytest

from manyhands.kernel.access import Refused
from manyhands.kernel.clock import now
from manyhands.needs import actions
from manyhands.needs.models import CheckIn, NeedState
from tests.factories_needs import a_need, an_answered_need, backed


def test_who_waits_and_who_offers_moves_along(cast, told):
    old = backed(a_need(cast.salma, "swim", cast.north, days_ago=20), cast.nora, days_ago=10)
    new = backed(a_need(cast.leo, "float", cast.south, days_ago=5), cast.tom, days_ago=1)
    actions.offer_answer(old, by=cast.amara)

    survivor = actions.merge_needs(old, into=new, by=cast.salma)
    old.refresh_from_db()

    assert (old.state, old.merged_into) == (NeedState.MERGED, survivor)
    assert survivor.declared_at == old.declared_at
    assert survivor.state == NeedState.CLAIMED
    assert {b.person for b in survivor.backings.all()} == {
        cast.salma,
        cast.nora,
        cast.tom,
        cast.leo,
    }
    assert survivor.waiting_count == 4
    assert told(old)[-1] == "need.merged"


def test_each_goes_on_waiting_since_their_own_day(cast):
    old = backed(a_need(cast.salma, "swim", days_ago=20), cast.nora, days_ago=10)
    new = backed(a_need(cast.leo, "float", days_ago=5), cast.nora, days_ago=1)
    before = old.people_weeks(now()) + (5 / 7)

    survivor = actions.merge_needs(old, into=new, by=cast.salma)

    assert survivor.people_weeks(now()) == pytest.approx(before, abs=0.01)


def test_merged_twice_it_is_merged_once(cast, told):
    old, new = a_need(cast.salma, "swim"), a_need(cast.leo, "float")

    actions.merge_needs(old, into=new, by=cast.salma)
    assert actions.merge_needs(old, into=new, by=cast.salma) == new
    assert told(old).count("need.merged") == 1


def test_an_answered_survivor_asks_those_who_came_along(cast):
    old, new = a_need(cast.leo, "float"), an_answered_need(cast.salma, author=cast.amara)

    actions.merge_needs(old, into=new, by=cast.leo)

    assert CheckIn.objects.filter(need=new, person=cast.leo).exists()


def test_a_coach_merges_what_concerns_their_groups(cast):
    old, new = a_need(cast.salma, "swim", cast.north), a_need(cast.leo, "float")

    assert actions.merge_needs(old, into=new, by=cast.hana) == new


def test_others_do_not_merge(cast):
    old, new = a_need(cast.salma, "swim"), a_need(cast.leo, "float")

    with pytest.raises(Refused, match="or a coach"):
        actions.merge_needs(old, into=new, by=cast.tom)


def test_what_cannot_be_merged_says_why(cast):
    need = a_need(cast.salma, "swim")
    hidden = a_need(cast.salma, "dive", cast.north, is_restricted=True)
    gone = actions.withdraw_need(a_need(cast.salma, "sail"), by=cast.salma)

    for into, words in ((need, "same need"), (hidden, "Not everybody"), (gone, "is over")):
        with pytest.raises(Refused, match=words):
            actions.merge_needs(need, into=into, by=cast.salma)
    with pytest.raises(Refused, match="still waits"):
        actions.merge_needs(gone, into=need, by=cast.salma)


def test_two_merges_that_cross_leave_one_survivor(cast):
    one, other = a_need(cast.salma, "swim"), a_need(cast.salma, "float")
    actions.merge_needs(one, into=other, by=cast.salma)

    with pytest.raises(Refused, match="is over"):
        actions.merge_needs(other, into=one, by=cast.salma)
