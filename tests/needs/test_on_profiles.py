"""What somebody answered, and what a group needs, on their pages."""

from __future__ import annotations

from manyhands.needs import actions
from manyhands.people.actions import deactivate_person
from tests.factories_needs import a_need, an_answered_need, read_by, reply

HTMX = {"HX-Request": "true"}


def test_a_profile_shows_what_its_person_answered_and_who_found_it_solved(cast, client_for):
    need = an_answered_need(cast.nora, author=cast.amara)
    reply(read_by(need, cast.nora)[0], "yes", "Only for Amara.")
    a_need(cast.leo, "read a bill")

    profile = client_for(cast.tom).get(f"/people/{cast.amara.pk}/").content.decode()
    part = client_for(cast.tom).get(f"/needs/answered-by/{cast.amara.pk}/", headers=HTMX)

    assert f"/needs/answered-by/{cast.amara.pk}/" in profile
    words = part.content.decode()
    assert "hand over a night shift" in words
    assert "Solved" in words
    assert "Only for Amara" not in words
    assert "read a bill" not in words


def test_what_somebody_answered_stays_theirs_when_they_have_left(cast, client_for, deliver):
    an_answered_need(cast.nora, author=cast.amara)
    actions.offer_answer(a_need(cast.leo, "read a bill"), by=cast.amara)
    deactivate_person(cast.amara, by=cast.pavel)
    deliver()

    part = client_for(cast.tom).get(f"/needs/answered-by/{cast.amara.pk}/", headers=HTMX).text

    assert "hand over a night shift" in part
    assert "read a bill" not in part


def test_a_group_shows_what_it_needs_to_those_who_may_see_it(cast, client_for):
    a_need(cast.nora, "open the gate", cast.north)
    a_need(cast.nora, "open the safe", cast.north, is_restricted=True)
    address = f"/needs/of/{cast.north.pk}/"

    inside = client_for(cast.mei).get(address, headers=HTMX).content.decode()
    outside = client_for(cast.tom).get(address, headers=HTMX).content.decode()

    assert "open the gate" in inside
    assert "open the safe" in inside
    assert "open the gate" in outside
    assert "open the safe" not in outside


def test_nobody_and_no_group_are_not_found(cast, client_for):
    client = client_for(cast.tom)

    assert client.get("/needs/answered-by/999999/").status_code == 404
    assert client.get("/needs/of/999999/").status_code == 404
