"""What waiting costs, and what each need keeps about itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyhands.kernel.clock import now, telling, today
from manyhands.needs import actions
from manyhands.needs.keeping import refresh_all, strays, weigh_all
from manyhands.needs.models import Need, NeedState
from tests.factories_needs import a_need, an_answered_need, backed

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
waits = st.lists(st.timedeltas(timedelta(0), timedelta(days=400)), min_size=0, max_size=30)


def waiting_since(spans: list[timedelta], needed_in: int | None = None) -> Need:
    since = sum(int((NOW - span).timestamp()) for span in spans)
    by = NOW.date() + timedelta(days=needed_in) if needed_in is not None else None
    return Need(waiting_count=len(spans), waiting_since=since, needed_by=by)


@given(waits)
def test_the_cost_is_the_sum_of_what_each_waits(spans):
    expected = sum(span.total_seconds() for span in spans) / timedelta(weeks=1).total_seconds()

    assert waiting_since(spans).people_weeks(NOW) == pytest.approx(expected, abs=0.001)


@given(waits, st.timedeltas(timedelta(0), timedelta(days=90)))
def test_waiting_longer_never_costs_less(spans, more):
    need = waiting_since(spans)

    assert need.people_weeks(NOW + more) >= need.people_weeks(NOW) >= 0


@given(waits, st.timedeltas(timedelta(0), timedelta(days=90)))
def test_one_more_who_waits_never_costs_less(spans, one):
    assert waiting_since([*spans, one]).people_weeks(NOW) >= waiting_since(spans).people_weeks(NOW)


@pytest.mark.parametrize(
    ("needed_in", "weight"), [(None, 1), (15, 1), (14, 2), (0, 2), (-1, 3), (-300, 3)]
)
def test_the_date_presses(needed_in, weight):
    need = waiting_since([timedelta(weeks=2)], needed_in)

    assert need.weighed_cost(NOW) == pytest.approx(2 * weight, abs=0.01)
    assert need.people_weeks(NOW) == pytest.approx(2, abs=0.01)


def test_an_hour_of_waiting_is_weighed_in(cast, travel, deliver):
    need = backed(a_need(cast.salma, needed_by=today() + timedelta(days=3)), cast.nora)
    travel(days=7)
    deliver()
    need.refresh_from_db()

    assert need.waiting_cost == pytest.approx(2 * 3, abs=0.02)  # the date has passed meanwhile


@pytest.mark.parametrize("needed_in", [None, 0, 14, 15])
def test_one_statement_weighs_as_one_need_does(cast, needed_in):
    by = today() + timedelta(days=needed_in) if needed_in is not None else None
    need = backed(a_need(cast.salma, days_ago=20, needed_by=by), cast.nora, days_ago=9)

    weigh_all()
    need.refresh_from_db()

    assert need.waiting_cost == pytest.approx(need.weighed_cost(now()), abs=0.001)


def test_what_no_longer_waits_costs_nothing(cast):
    need = an_answered_need(cast.salma, author=cast.amara)
    weigh_all()
    need.refresh_from_db()

    assert need.waiting_cost < 0
    assert need not in Need.objects.all().dearest_first()


def test_a_life_of_acts_keeps_its_columns_right(cast, travel):
    with telling(now() - timedelta(days=30)):
        need = a_need(cast.salma, "swim", cast.north, topics=["water"])
    backed(need, cast.nora, cast.leo, days_ago=10)
    actions.withdraw_backing(need, by=cast.leo)
    actions.nominate(need, nominee=cast.tom, by=cast.nora)
    actions.accept_nomination(need.nominations.get(), by=cast.tom)
    actions.start_draft(need, answer_id=1, by=cast.tom)
    other = a_need(cast.jonas, "dive")
    actions.merge_needs(other, into=need, by=cast.jonas)
    actions.answer_need(
        need, answer_id=1, answer_title="t", answer_url="/", is_found=False, by=cast.tom
    )
    actions.answer_used(need, cast.nora)
    actions.ask_whether_solved(need, cast.nora)

    assert list(strays()) == []
    assert Need.objects.get(pk=need.pk).state == NeedState.ANSWERED


def test_a_column_gone_astray_is_found_and_mended(cast):
    need = a_need(cast.salma)
    Need.objects.filter(pk=need.pk).update(waiting_count=7, summary={}, waiting_cost=99)

    assert {column for _need, column in strays()} >= {"waiting_count", "summary", "waiting_cost"}
    refresh_all(Need.objects.all())
    assert list(strays()) == []
