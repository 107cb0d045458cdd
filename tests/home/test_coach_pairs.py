"""Two needs that may be one, in the coach's hour: joined by the known way, or kept apart for good."""

from __future__ import annotations

import pytest

from manyhands.needs.models import NeedPair, NeedState
from tests.factories_needs import a_need, backed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def slots(cast, deliver):
    one = backed(a_need(cast.salma, "book a customs slot after five", days_ago=9), cast.nora)
    other = a_need(cast.leo, "get customs slots in the evening")
    deliver()
    return one, other


def hour(client):
    return client.get("/coach/").text


def test_they_are_proposed_with_the_words_they_share(cast, slots, client_for):
    one, other = slots
    page = hour(client_for(cast.hana))

    assert "Are these two needs one? “book a customs slot after five” and “get customs" in page
    assert "same words: customs, slot" in page
    assert f'href="/needs/{other.pk}/merged/?with={one.pk}"' in page
    assert '<b class="num">3</b>people' in page


def test_the_way_to_join_them_names_the_other(cast, slots, client_for):
    one, other = slots
    a_need(cast.tom, "paint a gate")
    client = client_for(cast.hana)
    picker = client.get(f"/needs/{other.pk}/merged/", {"with": one.pk}, headers=HTMX).text
    assert f'name="survivor" value="{one.pk}"' in picker
    assert "paint a gate" not in picker
    client.post(f"/needs/{other.pk}/merged/", {"survivor": one.pk})
    other.refresh_from_db()

    assert other.state == NeedState.MERGED
    assert "Are these two" not in hour(client)


@pytest.mark.parametrize("named", ["x", "0", "9" * 18, ""])
def test_nobody_comes_with_nonsense(cast, slots, client_for, named):
    address = f"/needs/{slots[1].pk}/merged/"

    assert client_for(cast.hana).get(address, {"with": named}).status_code == 200


def test_keeping_both_is_remembered_and_can_be_undone(cast, slots, client_for):
    client, pair = client_for(cast.hana), NeedPair.objects.get()
    answer = client.post(f"/coach/pairs/{pair.pk}/", headers=HTMX).text
    assert 'id="hour"' in answer
    assert "Are these two" not in answer
    assert f'action="/coach/pairs/{pair.pk}/?undo=1"' in answer
    assert "Are these two" not in hour(client)

    client.post(f"/coach/pairs/{pair.pk}/?undo=1")
    assert "Are these two" in hour(client)


def test_one_who_may_not_join_them_is_not_asked(cast, south_coach, deliver, client_for):
    a_need(cast.salma, "book a customs slot", cast.south, cast.north)
    a_need(cast.nora, "book customs slots", cast.south, cast.north)
    deliver()
    client = client_for(south_coach)

    assert "Are these two" in hour(client_for(cast.hana))
    assert "Are these two" not in hour(client)
    assert client.post(f"/coach/pairs/{NeedPair.objects.get().pk}/").status_code == 403


def test_others_do_not_know_of_it(cast, slots, client_for):
    address = f"/coach/pairs/{NeedPair.objects.get().pk}/"

    assert client_for(cast.salma).post(address).status_code == 404
    assert client_for(cast.hana).post("/coach/pairs/999/").status_code == 404
