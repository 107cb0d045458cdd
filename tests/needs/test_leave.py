from __future__ import annotations

from manyhands.needs import actions
from manyhands.needs.models import NeedState, NominationState
from manyhands.people.actions import change_person, deactivate_person, let_return
from tests.factories_needs import a_need, an_answered_need, backed, read_by, reply


def test_the_earliest_backer_speaks_for_it(cast, deliver, told):
    need = backed(a_need(cast.salma, days_ago=9), cast.nora, days_ago=5)
    need = backed(need, cast.leo, days_ago=7)

    deactivate_person(cast.salma, by=cast.pavel)
    deliver()
    need.refresh_from_db()

    assert need.declarer == cast.leo
    assert need.waiting_count == 2
    assert told(need)[-1] == "declarer.changed"


def test_with_nobody_left_it_goes_to_the_coach(cast, deliver):
    need = a_need(cast.salma, "swim", cast.north)

    deactivate_person(cast.salma, by=cast.pavel)
    deliver()
    need.refresh_from_db()

    assert (need.declarer, need.waiting_count) == (None, 0)
    assert actions.decline_need(need, reason="Nobody waits.", by=cast.hana).is_closed


def test_who_comes_back_finds_what_nobody_took_over(cast, deliver):
    alone = a_need(cast.salma, "swim", days_ago=3)
    shared = backed(a_need(cast.salma, "float", days_ago=3), cast.nora)
    deactivate_person(cast.salma, by=cast.pavel)
    deliver()

    let_return(cast.salma, by=cast.pavel)
    deliver()
    alone.refresh_from_db()
    shared.refresh_from_db()

    assert alone.declarer == cast.salma
    assert (shared.declarer, shared.waiting_count) == (cast.nora, 2)


def test_what_they_offered_and_were_asked_is_free_again(cast, deliver):
    offered, named = a_need(cast.salma, "swim"), a_need(cast.nora, "float")
    actions.offer_answer(offered, by=cast.tom)
    nomination = actions.nominate(named, nominee=cast.tom, by=cast.leo)

    deactivate_person(cast.tom, by=cast.pavel)
    deliver()
    offered.refresh_from_db()
    nomination.refresh_from_db()

    assert offered.state == NeedState.OPEN
    assert nomination.state == NominationState.DECLINED


def test_a_backer_who_left_no_longer_waits(cast, deliver):
    need = backed(a_need(cast.salma), cast.nora)

    deactivate_person(cast.nora, by=cast.pavel)
    deliver()
    need.refresh_from_db()

    assert need.waiting_count == 1


def test_without_the_declarer_half_of_those_asked_solve_it(cast, deliver):
    need = an_answered_need(cast.salma, [cast.nora, cast.leo], author=cast.amara)
    nora, salma = read_by(need, cast.nora, cast.salma)
    reply(salma, "partly")
    assert reply(nora, "yes").state == NeedState.ANSWERED

    deactivate_person(cast.salma, by=cast.pavel)
    deliver()
    need.refresh_from_db()

    assert need.state == NeedState.SOLVED


def test_a_new_name_stands_on_the_row(cast, deliver):
    need = a_need(cast.salma)

    change_person(cast.salma, name="Salma Keita", about="", time_zone="", single_keys=True)
    deliver()
    need.refresh_from_db()

    assert need.summary["faces"][0]["name"] == "Salma Keita"
