from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from manyhands.impact.statistics import Span, kaplan_meier, wilson

SPANS = st.lists(
    st.builds(Span, st.integers(0, 30).map(float), st.booleans()), min_size=1, max_size=60
)


@given(SPANS)
@settings(max_examples=150, deadline=None)
def test_the_curve_and_its_interval_are_those_of_scipy(spans):
    ours = kaplan_meier(spans)
    theirs = stats.ecdf(_censored(spans)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy warns where the interval has no value
        interval = theirs.confidence_interval(0.95, method="log-log")

    for step in ours.steps:
        assert step.share == pytest.approx(float(theirs.evaluate(step.at)), abs=1e-9)
        low = float(interval.low.evaluate(step.at))
        high = float(interval.high.evaluate(step.at))
        if not (math.isnan(low) or math.isnan(high) or step.share == 0):
            assert (step.low, step.high) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_the_median_and_its_interval_are_those_of_lifelines(seed):
    spans = _random_spans(seed)
    ours = kaplan_meier(spans)
    theirs = _lifelines(spans)

    assert ours.median == _finite(theirs.median_survival_time_)
    from lifelines.utils import median_survival_times

    bounds = median_survival_times(theirs.confidence_interval_).iloc[0]
    assert {ours.median_low, ours.median_high} == {_finite(bound) for bound in bounds}


def test_who_still_waits_is_counted_but_never_ends_the_curve():
    waits = [Span(1, is_over=True), Span(2, is_over=False), Span(9, is_over=False)]

    estimate = kaplan_meier(waits)

    assert (estimate.count, estimate.over_count, estimate.open_count) == (3, 1, 2)
    assert [step.at for step in estimate.steps] == [1]
    assert estimate.median is None


@pytest.mark.parametrize(
    ("spans", "median"),
    [
        ([], None),
        ([Span(4, is_over=True)], 4),
        ([Span(4, is_over=False)], None),
        ([Span(0, is_over=True), Span(0, is_over=True)], 0),
        ([Span(n, is_over=True) for n in (1, 2, 3, 4)], 2),
    ],
    ids=["nobody", "one answered", "one waits", "answered at once", "none censored"],
)
def test_small_cases(spans, median):
    assert kaplan_meier(spans).median == median


def test_a_negative_wait_is_refused():
    with pytest.raises(ValueError, match="shorter than nothing"):
        kaplan_meier([Span(-1, is_over=True)])


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_has_the_interval_of_scipy(pair):
    yes, count = pair
    ours = wilson(yes, count)
    theirs = stats.binomtest(yes, count).proportion_ci(0.95, method="wilson")

    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize(("yes", "count"), [(0, 0), (3, 2), (-1, 4)])
def test_an_impossible_share_is_refused(yes, count):
    with pytest.raises(ValueError, match="at least one person"):
        wilson(yes, count)


def _censored(spans: list[Span]) -> stats.CensoredData:
    over = np.array([span.length for span in spans if span.is_over])
    waiting = np.array([span.length for span in spans if not span.is_over])
    return stats.CensoredData(uncensored=over, right=waiting)


def _random_spans(seed: int) -> list[Span]:
    dice = np.random.default_rng(seed)
    count = int(dice.integers(1, 120))
    share_open = dice.choice([0.0, 0.3, 0.8, 1.0])
    lengths = dice.integers(0, 40, count)  # whole days: many ties
    return [Span(float(n), is_over=bool(dice.random() >= share_open)) for n in lengths]


def _lifelines(spans: list[Span]):
    from lifelines import KaplanMeierFitter

    fitter = KaplanMeierFitter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies warn about each other
        return fitter.fit([s.length for s in spans], [s.is_over for s in spans])


def _finite(value: float) -> float | None:
    return None if math.isinf(value) or math.isnan(value) else float(value)
