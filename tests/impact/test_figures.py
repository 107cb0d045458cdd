"""What is counted, how, and what is never shown (rulings B4 and E10)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from manyhands.impact.figures import compute_figures, spans_of
from manyhands.kernel.clock import now
from manyhands.needs import actions
from manyhands.needs.models import Need
from tests.factories_needs import a_need, answered, backed, read_by, reply


def five(cast):
    return [cast.salma, cast.jonas, cast.leo, cast.nora, cast.tom]


@pytest.fixture
def needs(cast):
    """Five people asked ten days ago; two have their answer since."""
    asked = [a_need(person, f"do thing {n}", days_ago=10) for n, person in enumerate(five(cast))]
    for need in asked[:2]:
        answered(need, by=cast.amara)
    return asked


def spans(end="answered_at"):
    needs = Need.objects.exclude(state="merged").order_by("pk")
    return [
        (round(span.length), span.is_over)
        for span in spans_of(needs, lambda need: getattr(need, end), now())
    ]


def test_who_still_waits_is_counted_as_waiting(needs):
    assert spans() == [(10, True)] * 2 + [(10, False)] * 3
    lag = compute_figures()["answered"]
    assert (lag["count"], lag["over"], lag["open"]) == (5, 2, 3)


def test_a_declined_need_waited_until_that_day(cast, needs, travel):
    actions.decline_need(needs[4], reason="The tool goes in May.", by=cast.hana)
    travel(days=20)

    assert spans()[4] == (10, False)
    assert spans()[3] == (30, False)
    assert compute_figures()["closed_apart"] == 1


def test_joined_needs_count_once_from_the_earlier_day(cast, needs):
    late = a_need(cast.ines, "do thing four again", days_ago=2)
    actions.merge_needs(needs[4], into=late, by=cast.hana)

    assert len(spans()) == 5
    assert spans()[-1] == (10, False)


def test_a_found_answer_has_no_days_of_writing(cast, needs):
    for need in needs[2:]:
        answered(need, by=cast.amara, is_found=True)
    figures = compute_figures()

    assert figures["answered"]["over"] == 5
    assert [stage["days"] for stage in figures["stages"]] == [None, None, None]


def test_a_reopened_need_keeps_the_first_day_of_its_answer(cast, needs, travel):
    [checkin] = read_by(needs[0], cast.salma)
    reply(checkin, "no")
    travel(days=5)

    assert spans()[0] == (10, True)
    assert spans("solved_at")[0] == (15, False)


def test_nothing_is_said_of_what_four_people_asked(cast):
    for person in five(cast)[:4]:
        a_need(person, days_ago=3)
        a_need(person, "do another thing", days_ago=2)
    figures = compute_figures()

    assert figures["answered"] is figures["solved"] is figures["before"] is None
    assert [stage["days"] for stage in figures["stages"]] == [None, None, None]


def test_a_stretch_on_which_four_people_are_is_not_shown(cast, needs):
    for need in needs[2:4]:
        actions.offer_answer(need, by=cast.amara)
    stages = {stage["stage"]: stage["days"] for stage in compute_figures()["stages"]}

    assert round(stages["waiting"]) == 10
    assert stages["making"] is stages["using"] is None


@pytest.mark.parametrize(("asked", "is_shown"), [(4, False), (5, True)])
def test_a_share_needs_five_people(cast, asked, is_shown):
    people = five(cast)[:asked]
    need = answered(backed(a_need(cast.salma), *people[1:]), by=cast.amara)
    for checkin in read_by(need, *people):
        reply(checkin, "yes" if checkin.person_id != cast.tom.pk else "partly")
    wave = compute_figures()["waves"][0]

    assert (wave["share"] is not None) == is_shown
    if is_shown:
        assert (wave["yes"], wave["asked"], wave["people"], wave["replied"]) == (4, 5, 5, 1.0)
        assert wave["share"] == pytest.approx(0.8)
        assert wave["low"] < 0.8 < wave["high"]


def hope(need, person, value):
    actions.read_effect(need, value=Decimal(value), by=person)


@pytest.mark.parametrize(("waiting", "shown"), [(4, 0), (5, 1)])
def test_a_hope_is_shown_where_five_people_had_it(cast, waiting, shown):
    number = {
        "effect_unit": "cases a week",
        "effect_baseline": Decimal(4),
        "effect_target": Decimal(0),
    }
    need = backed(a_need(cast.salma, **number), *five(cast)[1:waiting])
    hope(need, cast.salma, "2")
    hope(need, cast.salma, "1")
    hopes = compute_figures()["hopes"]

    assert [one["value"] for one in hopes] == [1.0] * shown
    assert all(one["said_by"] == cast.salma.pk for one in hopes)


def test_a_hope_that_few_may_see_is_not_shown(cast):
    number = {"effect_unit": "cases", "effect_baseline": Decimal(4), "effect_target": Decimal(0)}
    need = backed(a_need(cast.salma, "hand over", cast.root, **number), *five(cast)[1:])
    Need.objects.update(is_restricted=True)
    hope(need, cast.salma, "1")

    assert compute_figures()["hopes"] == []


def test_the_median_of_three_months_ago_is_as_it_was_then(cast, needs, travel):
    assert compute_figures()["before"] is None
    for need in needs[2:4]:
        answered(need, by=cast.amara)
    travel(days=90)
    for need in needs[4:]:
        answered(need, by=cast.amara)
    figures = compute_figures()

    assert figures["before"] == pytest.approx(10, abs=0.1)
    assert figures["answered"]["over"] == 5
