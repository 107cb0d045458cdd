from __future__ import annotations

import pytest

from manyhands.kernel.access import Refused
from manyhands.needs import actions
from manyhands.needs.models import NeedState
from manyhands.people.memberships import recount
from manyhands.people.models import Membership, Person, Role
from tests.factories_needs import a_need, an_answered_need, backed


def coach_of(person: Person, group) -> Person:
    Membership.objects.update_or_create(
        person=person, group=group, defaults={"role": Role.COACH, "since": person.joined_at}
    )
    recount(person)
    return person


# Decline


def test_a_coach_declines_with_a_reason(cast, told):
    need = a_need(cast.salma, "swim", cast.north)

    actions.decline_need(need, reason="We have no water.", by=cast.hana)
    actions.decline_need(need, reason="Said again.", by=cast.hana)
    need.refresh_from_db()

    assert (need.state, need.decline_reason) == (NeedState.DECLINED, "We have no water.")
    assert need.closed_at
    assert need.waiting_cost < 0
    assert told(need) == ["need.declared", "need.declined"]


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 2001])
def test_a_reason_is_asked_for(cast, reason):
    need = a_need(cast.salma, "swim", cast.north)

    with pytest.raises(Refused):
        actions.decline_need(need, reason=reason, by=cast.hana)


@pytest.mark.parametrize(
    ("audience", "may"),
    [(["north"], True), (["north", "south"], False), ([], False), (["operations"], False)],
)
def test_a_coach_declines_where_their_groups_cover_the_audience(cast, audience, may):
    coach = coach_of(cast.leo, cast.north)
    need = a_need(cast.salma, "swim", *(getattr(cast, key) for key in audience))

    if may:
        assert actions.decline_need(need, reason="No.", by=coach).state == NeedState.DECLINED
    else:
        with pytest.raises(Refused, match="coach of all its groups"):
            actions.decline_need(need, reason="No.", by=coach)


@pytest.mark.parametrize("who", ["salma", "mei", "pavel", "tom"])
def test_nobody_else_declines(cast, who):
    need = a_need(cast.salma, "swim", cast.north)

    with pytest.raises(Refused, match="Only a coach"):
        actions.decline_need(need, reason="No.", by=getattr(cast, who))


def test_an_answered_need_is_not_declined(cast):
    need = an_answered_need(cast.salma, author=cast.amara)

    with pytest.raises(Refused, match="nothing to decline"):
        actions.decline_need(need, reason="No.", by=cast.hana)


# A coach takes their group out


def test_another_coach_takes_their_group_out(cast, told):
    coach = coach_of(cast.leo, cast.south)
    need = a_need(cast.salma, "swim", cast.north, cast.south)

    actions.take_group_out(need, group=cast.south, by=coach)
    actions.take_group_out(need, group=cast.south, by=coach)
    need.refresh_from_db()

    assert [part["name"] for part in need.summary["audience"]] == ["Warehouse North"]
    assert told(need) == ["need.declared", "group.taken_out"]


def test_the_last_group_is_not_taken_out(cast):
    coach = coach_of(cast.leo, cast.south)
    need = a_need(cast.salma, "swim", cast.south)

    with pytest.raises(Refused, match="only group"):
        actions.take_group_out(need, group=cast.south, by=coach)


def test_a_group_of_others_is_not_taken_out(cast):
    need = a_need(cast.salma, "swim", cast.north, cast.south)

    with pytest.raises(Refused, match="that you coach"):
        actions.take_group_out(need, group=cast.south, by=cast.leo)


# Withdraw


def test_the_declarer_withdraws_what_nobody_else_waits_for(cast, told):
    need = a_need(cast.salma)

    actions.withdraw_need(need, by=cast.salma)
    actions.withdraw_need(need, by=cast.salma)
    need.refresh_from_db()

    assert need.state == NeedState.WITHDRAWN
    assert told(need) == ["need.declared", "need.withdrawn"]


def test_what_others_wait_for_stays(cast):
    need = backed(a_need(cast.salma), cast.nora)

    with pytest.raises(Refused, match="Others wait"):
        actions.withdraw_need(need, by=cast.salma)


def test_nobody_withdraws_for_somebody_else(cast):
    with pytest.raises(Refused, match="whoever asked"):
        actions.withdraw_need(a_need(cast.salma), by=cast.nora)


# Open again


def test_a_declined_need_is_opened_again_by_a_coach(cast, told):
    need = backed(a_need(cast.salma, "swim", cast.north), cast.nora)
    actions.decline_need(need, reason="No.", by=cast.hana)

    actions.reopen_need(need, reason="There is water now.", by=cast.hana)
    actions.reopen_need(need, reason="There is water now.", by=cast.hana)
    need.refresh_from_db()

    assert (need.state, need.decline_reason, need.waiting_count) == (NeedState.OPEN, "", 2)
    assert told(need).count("need.reopened") == 1


def test_with_an_offer_it_is_opened_as_claimed(cast):
    need = an_answered_need(cast.salma, author=cast.amara)

    assert actions.reopen_need(need, by=cast.salma).state == NeedState.CLAIMED


@pytest.mark.parametrize("who", ["nora", "amara", "hana"])
def test_an_answer_is_doubted_by_the_declarer_alone(cast, who):
    need = an_answered_need(cast.salma, [cast.nora], author=cast.amara)

    with pytest.raises(Refused):
        actions.reopen_need(need, by=getattr(cast, who))
