"""What others ask and do while the board stands open: nothing moves on it until its reader asks for that."""

from __future__ import annotations

import html
import re

import pytest

from manyhands.needs import actions
from manyhands.needs.live import boards_for, boards_with, may_follow_board
from manyhands.web.live.topics import MOST_TOPICS
from tests.factories import make_group
from tests.factories_needs import a_need, backed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def opened(client_for):
    def open_board(person, query=""):
        client = client_for(person)
        page = client.get(f"/needs/{query}").text
        address = html.unescape(re.search(r'hx-get="(/needs/news/[^"]*)"', page)[1])
        return lambda: client.get(address, headers=HTMX).text.strip()

    return open_board


def test_new_and_changed_needs_are_counted(cast, opened):
    old = a_need(cast.salma, "swim")
    news = opened(cast.tom)
    assert news() == ""

    a_need(cast.leo, "dive")
    assert "1 new need. Show it" in news()
    backed(a_need(cast.leo, "sail"), cast.nora)
    assert "2 new needs. Show them" in news()
    backed(old, cast.nora)
    assert "2 new needs, 1 changed. Show them" in news()
    assert 'href="/needs/"' in news()


def test_what_changed_is_counted_once_for_each_need(cast, opened):
    old = a_need(cast.salma, "swim")
    news = opened(cast.tom)
    backed(old, cast.nora, cast.leo)
    actions.offer_answer(old, by=cast.amara)

    assert "1 need changed. Show it" in news()


def test_on_an_empty_board_everything_is_new(cast, opened):
    news = opened(cast.tom)
    a_need(cast.leo, "dive")

    assert "1 new need. Show it" in news()


def test_ones_own_acts_are_no_news(cast, opened):
    old = a_need(cast.salma, "swim")
    news = opened(cast.tom)
    backed(old, cast.tom)
    a_need(cast.tom, "dive")

    assert news() == ""


def test_only_what_this_board_would_show_is_told(cast, opened):
    old = a_need(cast.salma, "swim", cast.north, topics=["water"])
    group, topic = old.audience.get().pk, old.topics.get().pk
    boards = [
        opened(cast.tom, f"?group={group}"),
        opened(cast.tom, f"?topic={topic}"),
        opened(cast.tom, "?mine=1"),
        opened(cast.tom, "?state=answered"),
    ]
    a_need(cast.leo, "dive", cast.south)

    assert [news() for news in boards] == [""] * 4


def test_hidden_needs_are_told_to_those_who_may_see_them(cast, opened):
    a_need(cast.salma, "swim")
    inside, outside = opened(cast.nora), opened(cast.tom)
    a_need(cast.salma, "dive", cast.north, is_restricted=True)

    assert "1 new need" in inside()
    assert outside() == ""


def test_no_board_hears_of_what_its_reader_may_not_see(cast):
    hidden = a_need(cast.salma, "dive", cast.north, is_restricted=True)
    (topic,) = boards_with(hidden)

    assert topic in boards_for(cast.nora)
    assert topic not in boards_for(cast.tom)
    assert may_follow_board(cast.nora, cast.north.pk)
    assert not may_follow_board(cast.tom, cast.north.pk)
    assert may_follow_board(cast.tom, 0)
    assert boards_with(a_need(cast.salma, "swim", cast.north)) == ["board:0"]


def test_a_coach_of_very_many_groups_follows_no_more_than_a_page_may(cast):
    cast.tom.coached = [make_group(f"Team {n}").pk for n in range(30)]

    assert len(boards_for(cast.tom)) < MOST_TOPICS


def test_once_it_is_shown_the_heading_counts_it_too(cast, opened, client_for):
    a_need(cast.salma, "swim")
    news = opened(cast.tom)
    a_need(cast.leo, "dive")
    news()

    assert "Two needs wait." in client_for(cast.tom).get("/needs/").text


def test_without_htmx_it_leads_to_the_board(cast, client_for):
    answer = client_for(cast.tom).get("/needs/news/?state=open&after=3")

    assert answer.headers["Location"] == "/needs/?state=open"
