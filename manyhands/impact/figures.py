"""What the impact page says, from the rows: lag with who still waits, solved shares, where the days go.

Everything is JSON-ready. A figure about fewer than five people is None, whatever it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count

from manyhands.kernel.clock import now
from manyhands.learning.models import Enrolment
from manyhands.needs.models import CheckIn, EffectReading, Need, NeedState, Reply, Wave

from .statistics import FEWEST, Span, Survival, kaplan_meier, wilson

DAY: Final = timedelta(days=1)
# What the page reads; figures of another form are computed anew.
FORM: Final = 2
HOPES: Final = 10
# The median is set beside the one of so long ago.
BEFORE: Final = timedelta(days=90)
Moment = Callable[[Need], datetime | None]


def compute_figures() -> dict[str, Any]:
    """All the figures of the organisation, as of now."""
    moment = now()
    needs = list(
        Need.objects.exclude(state=NeedState.MERGED).only(
            "declarer_id",
            "state",
            "is_found",
            "declared_at",
            "first_offer_at",
            "first_draft_at",
            "answered_at",
            "first_used_at",
            "solved_at",
            "closed_at",
        )
    )
    begun = min((need.declared_at for need in needs), default=moment)
    return {
        "form": FORM,
        "since": begun.isoformat(),
        "answered": _lag(needs, lambda need: need.answered_at, moment),
        "before": _median_at(needs, moment - BEFORE),
        "solved": _lag(needs, lambda need: need.solved_at, moment),
        "closed_apart": sum(need.is_closed for need in needs),
        "waves": [_wave(wave) for wave in Wave],
        "stages": _stages(needs, moment),
        "without_offer": sum(need.state == NeedState.OPEN for need in needs),
        "hopes": _hopes(),
        "completion": _completion(),
    }


def spans_of(needs: Iterable[Need], end: Moment, moment: datetime) -> list[Span]:
    """How long each need waited, in days: until ``end``, else censored at its closing or now (rulings B4)."""
    return [_span(need.declared_at, end(need), need.closed_at, moment) for need in needs]


def _span(start: datetime, over: datetime | None, closed: datetime | None, now: datetime) -> Span:
    until = over or closed or now
    return Span(max(0.0, (until - start) / DAY), is_over=over is not None)


def _lag(needs: list[Need], end: Moment, moment: datetime) -> dict[str, Any] | None:
    if _too_few(needs):
        return None
    estimate = kaplan_meier(spans_of(needs, end, moment))
    waiting = sum(end(need) is None and not need.is_closed for need in needs)
    return {**_median(estimate), "open": waiting, "steps": _curve(estimate)}


def _median_at(needs: list[Need], moment: datetime) -> float | None:
    """The median lag as the page would have shown it then."""
    asked = [need for need in needs if need.declared_at <= moment]
    if _too_few(asked):
        return None

    def by_then(at: datetime | None) -> datetime | None:
        return at if at and at <= moment else None

    spans = [
        _span(need.declared_at, by_then(need.answered_at), by_then(need.closed_at), moment)
        for need in asked
    ]
    return kaplan_meier(spans).median


def _too_few(needs: Iterable[Need]) -> bool:
    """Whether fewer than five people asked for these."""
    return len({need.declarer_id for need in needs} - {None}) < FEWEST


def _median(estimate: Survival) -> dict[str, Any]:
    return {
        "median": estimate.median,
        "low": estimate.median_low,
        "high": estimate.median_high,
        "count": estimate.count,
        "over": estimate.over_count,
    }


def _curve(estimate: Survival) -> list[list[float]]:
    """About a hundred steps, the last among them: a chart shows no more."""
    stride = max(1, len(estimate.steps) // 100)
    kept = list(estimate.steps[::stride])
    if estimate.steps and kept[-1] is not estimate.steps[-1]:
        kept.append(estimate.steps[-1])
    return [[round(part, 4) for part in (s.at, s.share, s.low, s.high)] for s in kept]


def _wave(wave: Wave) -> dict[str, Any]:
    asked = CheckIn.objects.filter(wave=wave, asked_at__isnull=False)
    rows = list(asked.values_list("person_id", "reply"))
    figures: dict[str, Any] = {"wave": wave.value, "share": None}
    if len({person for person, _ in rows}) < FEWEST:
        return figures
    share = wilson(sum(reply == Reply.YES for _, reply in rows), len(rows))
    replied = sum(reply not in ("", Reply.NOT_READ) for _, reply in rows)
    return {
        **figures,
        "share": share.share,
        "low": share.low,
        "high": share.high,
        "yes": share.yes,
        "asked": share.count,
        "replied": replied / len(rows),
        "people": len({person for person, _ in rows}),
    }


def _stages(needs: list[Need], moment: datetime) -> list[dict[str, Any]]:
    """The median days of each stretch of the way, with who is still on it counted. Found answers had no writing."""
    made = [need for need in needs if not need.is_found]
    stretches: list[tuple[str, Moment, Moment]] = [
        ("waiting", lambda need: need.declared_at, lambda need: need.first_offer_at),
        ("making", lambda need: need.first_offer_at, lambda need: need.answered_at),
        ("using", lambda need: need.answered_at, lambda need: need.first_used_at),
    ]
    return [
        {"stage": stage, "days": _stretch(made, begin, end, moment)}
        for stage, begin, end in stretches
    ]


def _stretch(needs: list[Need], begin: Moment, end: Moment, moment: datetime) -> float | None:
    on_it = [(need, start) for need in needs if (start := begin(need))]
    if _too_few(need for need, _ in on_it):
        return None
    spans = [_span(start, end(need), need.closed_at, moment) for need, start in on_it]
    return kaplan_meier(spans).median


def _hopes() -> list[dict[str, Any]]:
    """What was hoped for, with the number read last; only where at least five people waited for it."""
    waited = Count("need__backings__person", distinct=True) + 1
    readings = (
        EffectReading.objects.filter(need__is_restricted=False, need__effect_target__isnull=False)
        .annotate(waited=waited)
        .filter(waited__gte=FEWEST)
        .select_related("need", "said_by")
    )
    newest: dict[int, EffectReading] = {}
    for reading in readings.order_by("-said_at", "-pk")[:200]:
        newest.setdefault(reading.need_id, reading)
    return [_hope(reading) for reading in list(newest.values())[:HOPES]]


def _hope(reading: EffectReading) -> dict[str, Any]:
    """No name is kept here: it is looked up when shown, so that it can go."""
    need = reading.need
    return {
        "need_id": need.pk,
        "effect": need.effect,
        "unit": need.effect_unit,
        "baseline": _plain(need.effect_baseline),
        "target": _plain(need.effect_target),
        "value": _plain(reading.value),
        "said_by": reading.said_by_id,
    }


def _completion() -> dict[str, int] | None:
    people = Enrolment.objects.values("person_id").distinct()[: FEWEST + 1].count()
    if people < FEWEST:
        return None
    return {
        "opened": Enrolment.objects.count(),
        "finished": Enrolment.objects.filter(finished_at__isnull=False).count(),
    }


def _plain(value: object) -> float | None:
    return None if value is None else float(str(value))
