"""The two estimates behind every figure of the impact page: a median that counts who still waits, and a share.

Nothing here touches the database. Each formula names its source; the tests compare with scipy and lifelines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from statistics import NormalDist
from typing import Final

# Figures about fewer people are never shown.
FEWEST: Final = 5
LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Span:
    """One thing waited for: how long (any unit, >= 0), and whether the waiting ended or still goes on (censored)."""

    length: float
    is_over: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The curve from ``at`` on: the share that still waits, with its interval. All three in 0..1."""

    at: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Survival:
    """A Kaplan-Meier estimate: the curve's steps in order of time, and its median with interval.

    ``median``, ``median_low`` and ``median_high`` are in the unit of the spans. ``None``: so few waits have ended
    that half was never reached ("more than …"); for ``median_high`` it means "open upwards".
    """

    steps: tuple[Step, ...]
    median: float | None
    median_low: float | None
    median_high: float | None
    count: int
    over_count: int

    @property
    def open_count(self) -> int:
        return self.count - self.over_count


@dataclass(frozen=True, slots=True)
class Share:
    """``yes`` of ``count``, as a share in 0..1 with its interval."""

    yes: int
    count: int
    share: float
    low: float
    high: float


def kaplan_meier(spans: Iterable[Span], *, level: float = LEVEL) -> Survival:
    """Estimate how long waiting takes, with those who still wait counted as waiting at least so long.

    S(t) is the product-limit estimate (Kaplan and Meier, J. Am. Stat. Assoc. 53, 1958). Its pointwise interval is
    Greenwood's variance on the log(-log S) scale (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time
    Data, 2002, section 1.4), which stays inside 0..1. The median is the first time at which S(t) <= 1/2; its interval
    holds the times at which the interval of S contains 1/2 (Brookmeyer and Crowley, Biometrics 38, 1982).

    ``level`` is the coverage in (0, 1). Negative lengths raise ValueError. No spans give an empty curve.
    """
    listed = list(spans)
    if any(span.length < 0 for span in listed):
        raise ValueError("A wait cannot be shorter than nothing.")
    steps = _steps(listed, z=_quantile(level))
    return Survival(
        steps=steps,
        median=_first(steps, lambda step: step.share),
        median_low=_first(steps, lambda step: step.low),
        median_high=_first(steps, lambda step: step.high),
        count=len(listed),
        over_count=sum(span.is_over for span in listed),
    )


def wilson(yes: int, count: int, *, level: float = LEVEL) -> Share:
    """A share with the score interval of Wilson (J. Am. Stat. Assoc. 22, 1927), honest also for few people.

    Raises ValueError unless 0 <= yes <= count and count >= 1.
    """
    if count < 1 or not 0 <= yes <= count:
        raise ValueError("A share needs at least one person, and not more of them than there are.")
    z = _quantile(level)
    share = yes / count
    spread = 1 + z * z / count
    centre = (share + z * z / (2 * count)) / spread
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / spread
    return Share(yes, count, share, max(0.0, centre - half), min(1.0, centre + half))


def _steps(spans: list[Span], *, z: float) -> tuple[Step, ...]:
    ended = Counter(span.length for span in spans if span.is_over)
    left = Counter(span.length for span in spans)
    at_risk, share, variance = len(spans), 1.0, 0.0
    steps = []
    for at in sorted(left):
        over = ended[at]
        if over:
            share *= 1 - over / at_risk
            # Greenwood's sum, the variance of log S; once nobody waits any more it has no value.
            variance = variance + over / (at_risk * (at_risk - over)) if over < at_risk else inf
            low, high = _interval(share, variance, z)
            steps.append(Step(at, share, low, high))
        at_risk -= left[at]
    return tuple(steps)


def _interval(share: float, variance: float, z: float) -> tuple[float, float]:
    """S to the power exp(± z sqrt(V) / log S)."""
    if share <= 0 or variance == inf:
        return 0.0, 0.0
    width = z * sqrt(variance) / log(share)
    return share ** exp(-width), share ** exp(width)


def _first(steps: tuple[Step, ...], reading: Callable[[Step], float]) -> float | None:
    """The first time at which a reading of the curve is down to one half."""
    return next((step.at for step in steps if reading(step) <= 0.5), None)


def _quantile(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError("A level lies between 0 and 1.")
    return NormalDist().inv_cdf((1 + level) / 2)
