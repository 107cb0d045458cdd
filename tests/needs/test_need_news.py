"""What others do while somebody's page of a need stands open: said in one line, shown when it is asked for."""

from __future__ import annotations

import re

import pytest

from manyhands.needs import actions
from tests.factories_needs import a_need, an_answered_need, backed, read_by, reply

HTMX = {"HX-Request": "true"}


@pytest.fixture
def opened(client_for):
    """Somebody opens a need's page; what they get asks that page's own address for news."""

    def open_page(need, person):
        client = client_for(person)
        html = client.get(f"/needs/{need.pk}/").text
        address = re.search(r'hx-get="(/needs/\d+/news/\?after=\d+)"', html)[1]
        return lambda: client.get(address, headers=HTMX).text.strip()

    return open_page


def test_nothing_is_said_while_nothing_happens(cast, opened):
    need = backed(a_need(cast.salma), cast.nora)

    assert opened(need, cast.salma)() == ""


def test_what_somebody_else_did_is_said_in_their_words(cast, opened):
    need = a_need(cast.salma)
    news = opened(need, cast.salma)
    actions.offer_answer(need, by=cast.leo)

    assert "Leo offered to answer. Show it" in news()
    assert f'hx-get="/needs/{need.pk}/"' in news()
    assert 'hx-swap="outerMorph"' in news()


def test_ones_own_acts_are_no_news(cast, opened):
    need = a_need(cast.salma)
    news = opened(need, cast.leo)
    actions.offer_answer(need, by=cast.leo)

    assert news() == ""


def test_several_things_are_counted(cast, opened):
    need = a_need(cast.salma)
    news = opened(need, cast.salma)
    actions.offer_answer(need, by=cast.leo)
    backed(need, cast.nora, cast.tom)

    assert "2 new things. Show them" in news()


def test_me_too_of_several_is_one_thing(cast, opened):
    need = a_need(cast.salma)
    news = opened(need, cast.salma)
    backed(need, cast.nora, cast.tom)

    assert "2 colleagues said “me too”. Show it" in news()


def test_what_is_shown_is_no_longer_news(cast, opened, client_for):
    need = a_need(cast.salma)
    actions.offer_answer(need, by=cast.leo)
    shown = client_for(cast.salma).get(f"/needs/{need.pk}/", headers=HTMX)

    assert '"live:shown"' in shown.headers["HX-Trigger"]
    assert opened(need, cast.salma)() == ""


def test_who_may_not_read_a_reply_is_not_told_whose_it_is(cast, opened):
    need = an_answered_need(cast.salma, [cast.nora], author=cast.amara)
    asked = read_by(need, cast.nora)[0]
    news, coachs = opened(need, cast.leo), opened(need, cast.hana)
    reply(asked, "no", "It says nothing of Sundays.")

    assert "Somebody who waited says it did not solve the need." in news()
    assert "Nora" not in news()
    assert "Nora says it did not solve the need." in coachs()


def test_long_words_stay_one_line(cast, opened):
    need = a_need(cast.salma)
    other = a_need(cast.leo, "carry " + "very " * 30 + "much")
    news = opened(need, cast.nora)
    actions.merge_needs(need, into=other, by=cast.salma)

    assert "… Show it" in news()


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30])
def test_a_made_up_moment_breaks_nothing(cast, client_for, after):
    need = a_need(cast.salma)
    answer = client_for(cast.leo).get(f"/needs/{need.pk}/news/", {"after": after}, headers=HTMX)

    assert answer.status_code == 200


def test_without_htmx_it_leads_to_the_need(cast, client_for):
    need = a_need(cast.salma)
    answer = client_for(cast.leo).get(f"/needs/{need.pk}/news/")

    assert answer.headers["Location"] == f"/needs/{need.pk}/"
