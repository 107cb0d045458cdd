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
    assert told(new).count("need.joined") == 1


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


def history_of(need, client):
    return client.get(f"/needs/{need.pk}/history/", headers={"HX-Request": "true"}).text


def test_the_survivor_tells_which_need_came_in(cast, client_for):
    old, new = a_need(cast.salma, "swim"), a_need(cast.leo, "float")
    client = client_for(cast.salma)

    client.post(f"/needs/{old.pk}/merged/", {"survivor": new.pk})

    history = history_of(new, client_for(cast.tom))
    assert "<b>Salma Diallo</b> joined another need with it." in history
    assert f'<a href="/needs/{old.pk}/">I need to swim</a>' in history


def test_a_need_that_one_may_not_see_came_in_without_its_words(cast, client_for):
    old = a_need(cast.salma, "swim", cast.north, is_restricted=True)
    new = a_need(cast.leo, "float", cast.south, is_restricted=True)

    actions.merge_needs(old, into=new, by=cast.hana)

    history = history_of(new, client_for(cast.leo))
    assert "joined another need with it." in history
    assert "swim" not in history


def test_who_has_the_survivor_open_hears_of_it(cast, client_for):
    old, new = a_need(cast.salma, "swim"), a_need(cast.leo, "float")
    client = client_for(cast.leo)
    page = client.get(f"/needs/{new.pk}/").text
    news = page.split(f'hx-get="/needs/{new.pk}/news/')[1].split('"')[0]

    actions.merge_needs(old, into=new, by=cast.salma)

    asked = client.get(f"/needs/{new.pk}/news/{news}", headers={"HX-Request": "true"}).text
    assert "Salma joined another need with it. Show it" in asked


def test_what_reads_alike_is_offered_before_anything_is_looked_for(cast, client_for):
    need = a_need(cast.salma, "stack mixed pallets safely")
    alike = a_need(cast.tom, "build a pallet that holds")
    a_need(cast.leo, "calm an angry driver")

    page = client_for(cast.salma).get(f"/needs/{need.pk}/merged/").text

    assert alike.statement in page
    assert "angry driver" not in page
