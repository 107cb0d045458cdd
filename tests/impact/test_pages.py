"""The page with and without figures, its sentences and its chart."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from manyhands.impact import words
from manyhands.impact.actions import newest_figures, refresh_figures
from manyhands.impact.chart import WIDTH, draw
from manyhands.impact.models import Snapshot
from manyhands.needs import actions
from tests.factories_needs import a_need, answered, backed, read_by, reply


@pytest.fixture
def loop(cast):
    """Five people asked, waited and were asked whether it helped."""
    people = [cast.salma, cast.jonas, cast.leo, cast.nora, cast.tom]
    needs = [a_need(person, f"do thing {n}", days_ago=8) for n, person in enumerate(people)]
    for need in needs[:4]:
        answered(need, by=cast.amara)
    first = backed(a_need(cast.ines, days_ago=4), *people)
    for checkin in read_by(answered(first, by=cast.amara), cast.ines, *people):
        reply(checkin, "yes")


def test_the_page_shows_the_middle_and_who_still_waits(cast, loop, client_for):
    page = client_for(cast.nora).get("/impact/").text

    assert 'class="figure num">8' in page
    assert "1 of them still open and counted" in page
    assert "100 %" in page
    assert "6 of 6 asked, 6 people" in page
    assert "half have their answer after 8 days" in page


def test_too_few_people_see_no_figure(cast, client_for):
    a_need(cast.salma)
    page = client_for(cast.nora).get("/impact/").text

    assert "Figures begin with the fifth." in page
    assert page.count("fewer than five people have been asked so far") == 3
    assert '<svg class="chart"' not in page


def test_an_organisation_without_any_need_has_a_page(cast, client_for):
    assert client_for(cast.nora).get("/impact/").status_code == 200


def test_how_the_figures_are_made_is_told(cast, client_for):
    assert "Kaplan and Meier" in client_for(cast.nora).get("/impact/how/").text


def test_the_worker_keeps_one_snapshot(cast, loop, deliver, travel):
    deliver()
    first = newest_figures()
    travel(minutes=11)
    deliver()

    assert Snapshot.objects.count() == 1
    assert newest_figures().computed_at > first.computed_at


def test_figures_of_another_form_are_computed_anew(cast, loop):
    snapshot = refresh_figures()
    Snapshot.objects.filter(pk=snapshot.pk).update(figures={"form": 1})

    assert newest_figures().figures["answered"]["count"] == 6


def test_a_hope_shows_who_said_it_by_todays_name(cast, client_for):
    number = {
        "effect_unit": "cases a week",
        "effect_baseline": Decimal(4),
        "effect_target": Decimal(0),
    }
    need = a_need(cast.salma, **number)
    backed(need, cast.jonas, cast.leo, cast.nora, cast.tom)
    actions.read_effect(need, value=Decimal(1), by=cast.salma)
    refresh_figures()
    cast.salma.name = "Salma Traoré"
    cast.salma.save()
    page = client_for(cast.nora).get("/impact/").text

    assert "Salma Traoré" in page
    assert "Salma Diallo" not in page


@pytest.mark.parametrize(
    ("lag", "said"),
    [
        ({"low": None, "high": None}, "too few have been answered to say how sure this is"),
        ({"low": 9.2, "high": None}, "at least 9 days, 95 % sure"),
        ({"low": 9.2, "high": 16.4}, "between 9 and 16 days, 95 % sure"),
    ],
)
def test_an_interval_is_said_in_words(lag, said):
    assert words.interval(lag) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "longer than we know"), (0.3, "less than a day"), (1.2, "1 day"), (11.7, "12 days")],
)
def test_days_are_whole(value, said):
    assert words.days(value) == said


@pytest.mark.parametrize(
    ("steps", "median"),
    [
        ([], None),
        ([[0.0, 0.5, 0.2, 0.7]], 0.0),
        ([[d, 1 - d / 400, 0, 1] for d in range(1, 400)], 200),
    ],
)
def test_the_chart_stays_inside_its_frame(steps, median):
    chart = draw(steps, median)
    numbers = [float(x) for x in _across(chart.curve + chart.band)]

    assert numbers == [] or 0 <= min(numbers) <= max(numbers) <= WIDTH
    assert 2 <= len(chart.days) <= 12


def _across(path: str) -> list[str]:
    return re.findall(r"H([\d.]+)", path)


@pytest.mark.parametrize("size", [1, 8])
def test_the_page_costs_the_same_at_any_size(cast, client_for, size, django_assert_max_num_queries):
    for n in range(size):
        for person in (cast.salma, cast.jonas, cast.leo, cast.nora, cast.tom):
            answered(a_need(person, f"do thing {n}", days_ago=n), by=cast.amara)
    refresh_figures()
    client = client_for(cast.nora)
    client.get("/impact/")
    with django_assert_max_num_queries(6):
        client.get("/impact/")
