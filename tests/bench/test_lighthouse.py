"""What Lighthouse told becomes figures: the middle of the rounds, and the name of what failed."""

from __future__ import annotations

from typing import Any

from bench.scoring import figures_of


def told(performance: float, paint: float, contrast: int) -> dict[str, Any]:
    audits = {
        "first-contentful-paint": {"numericValue": paint},
        "largest-contentful-paint": {"numericValue": 1200},
        "color-contrast": {"score": contrast},
        "logical-tab-order": {"score": None},
    }
    refs = [{"id": "color-contrast", "weight": 7}, {"id": "logical-tab-order", "weight": 0}]
    access = {"score": 1 if contrast else 0.93, "auditRefs": refs}
    return {
        "audits": audits,
        "categories": {"performance": {"score": performance}, "accessibility": access},
    }


def test_the_middle_round_counts():
    rounds = [told(0.7, 3000, 1), told(0.97, 900, 1), told(0.98, 800, 1)]

    figures = {one.what: one for one in figures_of("home", rounds)}

    assert figures["home: performance"].value == 97
    assert figures["home: first contentful paint"].value == 0.9
    assert all(one.is_met is not False for one in figures.values())


def test_what_fails_is_named():
    figures = [one.what for one in figures_of("home", [told(0.97, 900, 0)]) if one.is_met is False]

    assert figures == ["home: accessibility, not color-contrast"]
