"""The sentences around the figures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.web.filters import number


def days(value: float | None) -> str:
    """ "12 days", "half a day": whole numbers from two on, because nobody waits 11.7 days."""
    if value is None:
        return _("longer than we know")
    if value < 1:
        return _("less than a day")
    whole = round(value)
    return ngettext("%(n)s day", "%(n)s days", whole) % {"n": number(whole)}


def interval(lag: dict[str, Any]) -> str:
    """ "between 9 and 16, 95 % sure", or what can be said instead."""
    low, high = lag["low"], lag["high"]
    if low is None:
        return _("too few have been answered to say how sure this is")
    if high is None:
        return _("at least %(low)s, 95 %% sure") % {"low": days(low)}
    return _("between %(low)s and %(high)s days, 95 %% sure") % {
        "low": number(round(low)),
        "high": number(round(high)),
    }


def since_before(lag: dict[str, Any], before: float | None) -> str:
    """Where it stood three months ago; "" where that cannot be said."""
    if before is None or lag["median"] is None:
        return ""
    return _("Three months ago it was %(days)s.") % {"days": days(before)}


def percent(share: float) -> str:
    return _("%(n)s %%") % {"n": round(share * 100)}


def far(hope: dict[str, Any]) -> float:
    """How far a number has come from what it was to what was hoped for, in 0..1."""
    way = hope["baseline"] - hope["target"]
    return float(min(1.0, max(0.0, (hope["baseline"] - hope["value"]) / way)))


def wave_words(wave: int) -> str:
    return {
        0: _("said yes at once"),
        30: _("still say so after 30 days"),
        90: _("after 90 days"),
    }[wave]


def where_the_days_go(stages: list[dict[str, Any]]) -> str:
    """The longest stretch, and what to do about it."""
    known = {stage["stage"]: stage["days"] for stage in stages if stage["days"] is not None}
    if not known:
        return ""
    longest = max(known, key=lambda stage: known[stage])
    return {
        "waiting": _("Finding the person takes longest: ask somebody by name sooner."),
        "making": _(
            "Writing takes longest: a shorter course today helps more than a whole one next month."
        ),
        "using": _("Being read takes longest: tell those who waited where the answer is."),
    }[longest]
