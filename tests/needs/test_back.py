from __future__ import annotations

from datetime import timedelta

import pytest

from manyhands.journal.models import Delivery, DeliveryState
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import today
from manyhands.needs import actions
from tests.factories_needs import a_need, an_answered_need, backed


def test_me_too_counts_with_reason_and_date(cast, told):
    need = a_need(cast.salma)

    backing = actions.back_need(
        need, reason=" I start\nnights ", needed_by=today() + timedelta(days=3), by=cast.nora
    )
    need.refresh_from_db()

    assert backing.reason == "I start nights"
    assert need.waiting_count == 2
    assert [face["initials"] for face in need.summary["faces"]] == ["SD", "NV"]
    assert told(need) == ["need.declared", "need.backed"]


def test_said_twice_it_counts_once(cast, told):
    need = backed(a_need(cast.salma), cast.nora, cast.nora)

    assert need.backings.count() == 1
    assert told(need).count("need.backed") == 1


def test_a_reason_may_be_added_later(cast, told):
    need = backed(a_need(cast.salma), cast.nora)

    actions.back_need(need, reason="I start nights.", by=cast.nora)
    actions.back_need(need, by=cast.nora)

    assert need.backings.get().reason == "I start nights."
    assert told(need).count("need.backed") == 1


def test_whoever_asked_is_counted_already(cast):
    with pytest.raises(Refused, match="counted already"):
        actions.back_need(a_need(cast.salma), by=cast.salma)


def test_an_answered_need_is_read_not_backed(cast):
    need = an_answered_need(cast.salma, author=cast.amara)

    with pytest.raises(Refused, match="has its answer"):
        actions.back_need(need, by=cast.nora)


def test_a_day_that_has_passed_is_refused(cast):
    with pytest.raises(Refused, match="has passed"):
        actions.back_need(a_need(cast.salma), needed_by=today() - timedelta(days=1), by=cast.nora)


def test_an_enormous_reason_is_refused(cast):
    with pytest.raises(Refused, match="at most 500"):
        actions.back_need(a_need(cast.salma), reason="x" * 501, by=cast.nora)


def test_a_withdrawal_recalls_what_was_not_told_yet(cast, told):
    need = backed(a_need(cast.salma), cast.nora)

    actions.withdraw_backing(need, by=cast.nora)
    need.refresh_from_db()

    assert need.waiting_count == 1
    assert told(need)[-1] == "backing.withdrawn"
    open_deliveries = Delivery.objects.filter(
        entry__kind="needs.need.backed", state=DeliveryState.OPEN
    )
    assert not open_deliveries.exists()


def test_withdrawing_twice_is_no_error(cast, told):
    need = backed(a_need(cast.salma), cast.nora)

    assert actions.withdraw_backing(need, by=cast.nora)
    assert actions.withdraw_backing(need, by=cast.nora) is None
    assert told(need).count("backing.withdrawn") == 1


def test_a_withdrawal_undone_keeps_its_day(cast):
    need = backed(a_need(cast.salma, days_ago=20), cast.nora, days_ago=10)
    gone = actions.withdraw_backing(need, by=cast.nora)

    again = actions.back_need(need, reason=gone.reason, since=gone.backed_at, by=cast.nora)

    assert again.backed_at == gone.backed_at
