from __future__ import annotations

import pytest

from manyhands.needs import actions, queries
from manyhands.needs.models import Need
from tests.factories_needs import a_card, a_need, an_answered_need, backed, read_by, reply


def test_what_one_asked_and_backed(cast):
    own, other = a_need(cast.salma, "swim"), backed(a_need(cast.leo, "dive"), cast.salma)
    answered = an_answered_need(cast.salma, author=cast.amara)
    a_need(cast.leo, "row")

    assert queries.asked_by(cast.salma) == [answered, other, own]


def test_a_proposal_waits_once_however_many_wait_for_its_need(cast, shelf):
    need = backed(a_need(cast.salma, "swim"), cast.nora, cast.leo)
    actions.propose_answer(need, answer=shelf.put(a_card(3)), by=cast.tom)

    assert [one.need for one in queries.waits_for(cast.salma)] == [need]


def test_who_waits_for_a_word(cast, shelf, django_assert_num_queries):
    named = a_need(cast.leo, "dive")
    actions.nominate(named, nominee=cast.salma, by=cast.nora)
    proposed = a_need(cast.salma, "swim")
    actions.propose_answer(proposed, answer=shelf.put(a_card(3)), by=cast.tom)
    answered = an_answered_need(cast.salma, author=cast.amara)
    read_by(answered, cast.salma)

    with django_assert_num_queries(3):
        waiting = queries.waits_for(cast.salma)

    assert [(w.kind, w.need) for w in waiting] == [
        ("checkin", answered),
        ("proposal", proposed),
        ("nomination", named),
    ]


def test_nothing_waits_once_it_is_settled(cast):
    need = a_need(cast.leo, "dive")
    nomination = actions.nominate(need, nominee=cast.salma, by=cast.nora)
    actions.decline_nomination(nomination, by=cast.salma)

    assert queries.waits_for(cast.salma) == []


def test_what_somebody_could_answer(cast, django_assert_num_queries):
    need = a_need(cast.nora, "calm a driver", topics=["complaints", "water"])
    a_need(cast.nora, "swim", topics=["water"])
    a_need(cast.tom, "answer the phone", topics=["phone"])

    with django_assert_num_queries(2):
        found = queries.could_answer(cast.tom)

    assert [(match.need, match.topics) for match in found] == [(need, ["complaints"])]
    actions.offer_answer(need, by=cast.tom)
    assert queries.could_answer(cast.tom) == []


@pytest.mark.parametrize(("groups", "count"), [(None, 2), (["north"], 1), (["south"], 0)])
def test_what_nobody_offered_for(cast, groups, count):
    a_need(cast.salma, "swim", cast.north)
    a_need(cast.leo, "dive")
    actions.offer_answer(a_need(cast.leo, "row", cast.south), by=cast.tom)
    ids = [getattr(cast, key).pk for key in groups] if groups is not None else None

    assert len(queries.looked_after_by_nobody(ids)) == count


def test_the_coachs_list(cast):
    need = a_need(cast.salma, "swim", cast.north)
    Need.objects.filter(pk=need.pk).update(declarer=None)
    answered = an_answered_need(cast.nora, [cast.leo], author=cast.amara)
    reply(read_by(answered, cast.leo)[0], "no", "Still lost.")

    assert queries.looked_after_by_nobody([cast.north.pk]) == [need]
    assert [said.sentence for said in queries.replies_no(None)] == ["Still lost."]
    assert queries.replies_no([cast.south.pk]) == []


def test_who_waits_is_counted_by_who_works_here(cast):
    need = backed(a_need(cast.salma), cast.nora, cast.leo)
    cast.leo.is_active = False
    cast.leo.save(update_fields=["is_active"])

    assert set(queries.waiting_people(need)) == {cast.salma, cast.nora}
