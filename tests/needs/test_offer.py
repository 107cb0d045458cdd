from __future__ import annotations

import pytest

from manyhands.kernel.access import Refused
from manyhands.needs import actions
from manyhands.needs.models import NeedState
from tests.factories_needs import a_need, an_answered_need


def test_an_offer_claims_the_need(cast, told):
    need = a_need(cast.salma)

    offer = actions.offer_answer(need, note="By Friday.", by=cast.amara)
    need.refresh_from_db()

    assert need.state == NeedState.CLAIMED
    assert need.first_offer_at == offer.offered_at
    assert need.summary["doing"] == {"kind": "offered", "name": "Amara", "whom": ""}
    assert told(need)[-1] == "offer.made"


def test_two_may_offer_and_one_offers_once(cast, told):
    need = a_need(cast.salma)

    first = actions.offer_answer(need, by=cast.amara)
    again = actions.offer_answer(need, by=cast.amara)
    actions.offer_answer(need, by=cast.tom)

    assert first == again
    assert told(need).count("offer.made") == 2


def test_with_the_last_offer_gone_it_looks_for_somebody_again(cast):
    need = a_need(cast.salma)
    actions.offer_answer(need, by=cast.amara)
    actions.offer_answer(need, by=cast.tom)

    actions.withdraw_offer(need, by=cast.amara)
    need.refresh_from_db()
    assert need.state == NeedState.CLAIMED

    actions.withdraw_offer(need, by=cast.tom)
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    assert need.first_offer_at is not None


def test_withdrawing_twice_is_no_error(cast, told):
    need = a_need(cast.salma)
    actions.offer_answer(need, by=cast.amara)

    actions.withdraw_offer(need, by=cast.amara)
    assert actions.withdraw_offer(need, by=cast.amara) is None
    assert told(need).count("offer.withdrawn") == 1


def test_an_answered_need_takes_no_offer(cast):
    need = an_answered_need(cast.salma, author=cast.amara)

    with pytest.raises(Refused, match="no longer waits"):
        actions.offer_answer(need, by=cast.tom)


def test_what_one_may_not_see_takes_no_offer(cast):
    need = a_need(cast.salma, "swim", cast.north, is_restricted=True)

    with pytest.raises(Refused, match="no such need"):
        actions.offer_answer(need, by=cast.tom)


def test_a_draft_begun_shows_who_writes(cast, told):
    need = a_need(cast.salma)

    actions.start_draft(need, answer_id=7, by=cast.mei)
    need.refresh_from_db()

    assert need.summary["doing"]["kind"] == "writing"
    assert need.first_draft_at is not None
    assert told(need)[-2:] == ["offer.made", "draft.started"]
