"""The author's side: who waits, over all courses; what waits, beside the draft."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.feedback import actions, queries
from manyhands.feedback.news import moment_of_page
from manyhands.web.links import url
from tests.factories_learning import a_question, a_remark, a_text

HTMX = {"HX-Request": "true"}


def inbox(client, **query):
    return client.get(url("feedback:inbox", **query))


def test_who_waits_comes_first(cast, client_for):
    course = a_text(cast.amara)
    asked = a_question(cast.nora, course, "And if they are late?")
    answered = a_question(cast.leo, course, "And on Sundays?")
    a_remark(cast.jonas, course)
    actions.answer_item(answered, text="Never.", by=cast.amara)

    page = inbox(client_for(cast.amara)).content.decode()

    assert "1 person waits" in page
    assert page.index("And if they are late?") < page.index("blue since October")
    assert page.index("blue since October") > page.index(f'id="item-{asked.pk}"')
    assert queries.people_waiting_for(cast.amara) == 1
    assert [item.pk for item in queries.questions_waiting_for(cast.amara)] == [asked.pk]


def test_filtered_by_state_and_course(cast, client_for):
    one, two = a_text(cast.amara, title="The one"), a_text(cast.amara, title="The other")
    a_question(cast.nora, one, "First?")
    declined = a_question(cast.nora, two, "Second?")
    actions.decline_item(declined, reason="No.", by=cast.amara)
    client = client_for(cast.amara)

    assert "Second?" not in inbox(client).content.decode()
    assert "Second?" in inbox(client, state="declined").content.decode()
    assert "First?" not in inbox(client, course=two.pk).content.decode()


@pytest.mark.parametrize("query", ["state=rubbish", "course=x", "page=-3", "page=99", "course=0"])
def test_an_odd_address_harms_nothing(cast, client_for, query):
    a_question(cast.nora, a_text(cast.amara))

    assert client_for(cast.amara).get(f"{url('feedback:inbox')}?{query}").status_code == 200


def test_what_came_since_is_offered_and_not_pushed_in(cast, client_for):
    course, client = a_text(cast.amara), client_for(cast.amara)
    page = inbox(client).content.decode()
    news = html.unescape(re.search(r'hx-get="(/feedback/news/[^"]+)"', page)[1])
    assert "new remark" not in client.get(news, headers=HTMX).content.decode()

    a_question(cast.nora, course)
    a_remark(cast.amara, course)

    assert "1 new remark. Show it" in client.get(news, headers=HTMX).content.decode()
    assert client_for(cast.leo).get(news, headers=HTMX).content.decode().strip() == ""
    assert client.get(news).status_code == 303


@pytest.mark.parametrize("since", ["", "x", "9" * 30, "9" * 13])
def test_an_odd_moment_harms_nothing(cast, client_for, since):
    answer = client_for(cast.amara).get(url("feedback:inbox_news", since=since), headers=HTMX)

    assert answer.status_code == 200


def test_nothing_waits_has_its_sentence(cast, client_for):
    assert "Nobody waits for you." in inbox(client_for(cast.nora)).content.decode()


def test_only_ones_own_courses(cast, client_for):
    a_question(cast.nora, a_text(cast.amara), "Mine?")

    assert "Mine?" not in inbox(client_for(cast.tom)).content.decode()


def test_the_panel_shows_what_waits_with_what_can_be_done(cast, client_for):
    course = a_text(cast.amara)
    a_question(cast.nora, course)
    client = client_for(cast.amara)

    page = client.get(url("feedback:panel", course.pk), headers=HTMX).content.decode()

    for words in ("1 remark waits", "Nora asks", "Answer", "Fold it in", "Plan", "Decline…"):
        assert words in page
    assert client_for(cast.leo).get(url("feedback:panel", course.pk)).status_code == 403


def test_what_arrives_is_counted_first(cast, client_for):
    course = a_text(cast.amara)
    client, after = client_for(cast.amara), moment_of_page()
    a_question(cast.nora, course)
    a_question(cast.leo, course, "And on Sundays?")

    page = client.get(
        url("feedback:news", course.pk, 1, after=after, on="panel"), headers=HTMX
    ).content.decode()

    assert "2 new remarks" in page
    assert url("feedback:panel", course.pk) in page


def test_a_coach_sees_questions_without_a_word(cast):
    course = a_text(cast.amara)
    silent = a_question(cast.nora, course)
    answered = a_question(cast.leo, course, "And on Sundays?")
    actions.answer_item(answered, text="Never.", by=cast.amara)

    for groups in (None, [cast.care.pk], cast.hana.coached):
        assert [item.pk for item in queries.unanswered(groups, reader=cast.hana)] == [silent.pk]
    assert not queries.unanswered([cast.north.pk], reader=cast.hana)
    assert not queries.unanswered(reader=cast.hana, hours=20)


def test_everybody_finds_what_became_of_their_words(cast):
    item = a_question(cast.nora, a_text(cast.amara))

    assert [one.pk for one in queries.said_by(cast.nora)] == [item.pk]


@pytest.mark.parametrize("size", [2, 30])
def test_the_page_asks_the_database_little(cast, client_for, size):
    courses = [a_text(cast.amara, title=f"Course {n}") for n in range(min(size, 4))]
    for number in range(size):
        item = a_question(cast.nora, courses[number % len(courses)], f"Question {number}?")
        if number % 3 == 0:
            actions.answer_item(item, text="Yes.", by=cast.tom)
    client = client_for(cast.amara)
    inbox(client)

    with CaptureQueriesContext(connection) as asked:
        page = inbox(client)

    assert ("Show more" in page.content.decode()) is (size > 25)
    assert len(asked) <= 12, "\n".join(query["sql"][:200] for query in asked)


def test_a_line_has_one_colon(cast, client_for):
    a_remark(cast.nora, a_text(cast.amara), "lost_me", text="Which line?")

    assert "Nora: lost me. Which line?" in inbox(client_for(cast.amara)).text
