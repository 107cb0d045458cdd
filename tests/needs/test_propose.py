from __future__ import annotations

import pytest

from manyhands.kernel.access import Refused
from manyhands.kernel.clock import now
from manyhands.needs import actions
from manyhands.needs.models import Need, NeedState
from manyhands.people.models import Person
from tests.factories_needs import a_card, a_need, answered, backed


def test_the_declarer_confirms_what_somebody_found(cast, told):
    need = a_need(cast.salma)
    proposal = actions.propose_answer(need, answer=a_card(3), by=cast.tom)

    actions.confirm_answer(proposal, by=cast.salma)
    actions.confirm_answer(proposal, by=cast.salma)
    need.refresh_from_db()

    assert (need.state, need.is_found, need.first_offer_at) == (NeedState.ANSWERED, True, None)
    assert told(need) == ["need.declared", "answer.proposed", "need.answered"]


def test_found_by_the_declarer_it_is_confirmed_at_once(cast, told):
    need = a_need(cast.salma)

    proposal = actions.propose_answer(need, answer=a_card(3), by=cast.salma)

    assert proposal.confirmed_at
    assert told(need) == ["need.declared", "need.answered"]


def test_a_refusal_leaves_it_waiting(cast, told):
    need = a_need(cast.salma)
    proposal = actions.propose_answer(need, answer=a_card(3), by=cast.tom)

    actions.refuse_answer(proposal, by=cast.salma)
    actions.refuse_answer(proposal, by=cast.salma)
    need.refresh_from_db()

    assert need.state == NeedState.OPEN
    assert told(need).count("answer.refused") == 1
    with pytest.raises(Refused, match="did not answer"):
        actions.propose_answer(need, answer=a_card(3), by=cast.tom)


def test_proposed_by_two_it_is_one_proposal(cast, told):
    need = a_need(cast.salma)

    first = actions.propose_answer(need, answer=a_card(3), by=cast.tom)
    second = actions.propose_answer(need, answer=a_card(3), by=cast.leo)

    assert first == second
    assert told(need).count("answer.proposed") == 1


def test_nobody_else_decides_while_the_declarer_is_here(cast):
    need = backed(a_need(cast.salma), cast.nora)
    proposal = actions.propose_answer(need, answer=a_card(3), by=cast.tom)

    for person in (cast.nora, cast.hana, cast.tom):
        with pytest.raises(Refused, match="Salma Diallo asked"):
            actions.confirm_answer(proposal, by=person)


def test_who_decides_when_the_declarer_has_left(cast):
    need = backed(a_need(cast.salma, "swim", cast.north), cast.nora)
    proposal = actions.propose_answer(need, answer=a_card(3), by=cast.tom)
    Need.objects.filter(pk=need.pk).update(declarer=None)

    with pytest.raises(Refused, match="Those who wait"):
        actions.confirm_answer(proposal, by=cast.hana)
    assert actions.confirm_answer(proposal, by=cast.nora).confirmed_at


def test_a_coach_decides_when_nobody_waits(cast):
    need = a_need(cast.salma, "swim", cast.north)
    proposal = actions.propose_answer(need, answer=a_card(3), by=cast.tom)
    Need.objects.filter(pk=need.pk).update(declarer=None)

    assert actions.confirm_answer(proposal, by=cast.hana).confirmed_at


def test_an_answer_by_release_is_the_first_one(cast, told):
    need = answered(a_need(cast.salma), by=cast.amara)
    answered(need, by=cast.amara)

    assert told(need).count("need.answered") == 1
    assert not need.is_found


def test_an_answer_does_not_move_its_first_date(cast, travel):
    need = answered(a_need(cast.salma), by=cast.amara)
    first = need.answered_at
    actions.reopen_need(need, by=cast.salma)
    travel(days=3)

    assert answered(need, by=cast.amara).answered_at == first < now()
    assert Person.objects.filter(checkins__round=1).exists()
