from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.kernel.memory import forget_all
from manyhands.needs import actions
from tests.factories import someone
from tests.factories_needs import a_need, an_answered_need, answered, backed

MOST_QUERIES = 12


def queries_of(client, url):
    forget_all()
    client.get(url)
    forget_all()
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(caught)


def shown(html, *statements):
    """The statements in the order of the page."""
    found = sorted((html.index(s), s) for s in statements if s in html)
    return [s for _at, s in found]


def test_what_costs_most_stands_first(cast, client_for):
    backed(a_need(cast.salma, "swim", days_ago=20), cast.nora, cast.leo, days_ago=18)
    a_need(cast.leo, "dive", days_ago=3)

    html = client_for(cast.tom).get("/needs/").content.decode()

    assert shown(html, "swim", "dive") == ["swim", "dive"]
    assert "Two needs wait." in html
    assert '<b class="num">8</b>people-weeks' in html


def test_the_heading_names_what_costs_most(cast, client_for):
    backed(a_need(cast.salma, "swim", topics=["night shift"], days_ago=20), cast.nora)
    a_need(cast.leo, "dive", topics=["customs"], days_ago=3)
    actions.ask_who_is_due()

    html = client_for(cast.tom).get("/needs/").content.decode()

    assert "<mark>Night shift</mark> costs us most." in html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["swim", "dive"]),
        ("?state=open", ["dive"]),
        ("?state=claimed", ["swim"]),
        ("?state=answered", ["sail"]),
        ("?state=solved", []),
        ("?state=closed", ["row"]),
        ("?mine=1", ["dive"]),
        ("?mine=1&state=claimed", []),
        ("?state=nonsense&page=zero&group=x&topic=-1", ["swim", "dive"]),
        ("?page=99", []),
        ("?group=99999999999999999999999", ["swim", "dive"]),
    ],
)
def test_filters_combine(cast, client_for, query, expected):
    swim = a_need(cast.salma, "swim", cast.north, days_ago=9)
    actions.offer_answer(swim, by=cast.amara)
    a_need(cast.tom, "dive", days_ago=3)
    answered(a_need(cast.leo, "sail", days_ago=3), by=cast.mei)
    actions.withdraw_need(a_need(cast.leo, "row"), by=cast.leo)

    html = client_for(cast.tom).get(f"/needs/{query}").content.decode()

    assert shown(html, "need to swim", "need to dive", "need to sail", "need to row") == [
        f"need to {statement}" for statement in expected
    ]


def test_filters_by_group_and_topic(cast, client_for):
    need = a_need(cast.salma, "swim", cast.north, topics=["water"])
    a_need(cast.tom, "dive", cast.south, topics=["deep water"])
    client = client_for(cast.tom)

    by_group = client.get("/needs/", {"group": cast.north.pk}).content.decode()
    topic = need.topics.get()
    by_topic = client.get("/needs/", {"topic": topic.pk}).content.decode()
    both = client.get("/needs/", {"topic": topic.pk, "group": cast.south.pk}).content.decode()

    for html in (by_group, by_topic):
        assert "need to swim" in html
        assert "need to dive" not in html
    assert "Nothing of this kind here." in both


def test_more_rows_are_asked_for_by_a_link(cast, client_for):
    for number in range(27):
        a_need(cast.salma, f"learn thing {number}")
    client = client_for(cast.tom)

    first = client.get("/needs/").content.decode()
    rest = client.get("/needs/?page=2", headers={"HX-Request": "true"}).content.decode()

    assert first.count('id="need-') == 25
    assert 'href="/needs/?page=2"' in first
    assert rest.count('id="need-') == 2
    assert "<html" not in rest


def test_an_empty_board_says_what_to_do(cast, client_for):
    html = client_for(cast.tom).get("/needs/").content.decode()

    assert "Nothing waits." in html
    assert "Nobody waits for anything." in html


def test_me_too_changes_its_row_alone(cast, client_for):
    need = a_need(cast.salma)
    client = client_for(cast.nora)

    row = client.post(
        f"/needs/{need.pk}/backings/", {"from": "board"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert f'id="need-{need.pk}"' in row
    assert 'aria-pressed="true"' in row
    assert f"/needs/{need.pk}/backings/withdrawn/" in row
    assert "<html" not in row


def test_me_too_works_without_javascript(cast, client_for):
    need = a_need(cast.salma)

    answer = client_for(cast.nora).post(f"/needs/{need.pk}/backings/", {"from": "board"})

    assert answer.status_code == 303
    assert need.backings.count() == 1


def test_the_board_asks_as_much_for_many_as_for_few(cast, client_for):
    client = client_for(cast.nora)
    backed(a_need(cast.salma, "swim", cast.north, topics=["water"]), cast.nora)
    few = queries_of(client, "/needs/")

    people = [someone(f"Person {n}", cast.north) for n in range(12)]
    for number in range(30):
        need = a_need(cast.salma, f"thing {number}", cast.north, cast.care, topics=["a", "b"])
        backed(need, *people[: number % 12])
    many = queries_of(client, "/needs/")

    assert few == many <= MOST_QUERIES


def test_how_the_cost_is_counted_is_said(cast, client_for):
    client = client_for(cast.tom)

    page = client.get("/needs/cost/").content.decode()
    part = client.get("/needs/cost/", headers={"HX-Request": "true"}).content.decode()

    assert "people-week" in page
    assert part.lstrip().startswith("<div")


def test_an_answered_need_shows_its_lag(cast, client_for):
    an_answered_need(cast.salma, [cast.nora], author=cast.amara)

    html = client_for(cast.tom).get("/needs/?state=answered").content.decode()

    assert "days to its answer" in html
    assert "2 waited" in html
