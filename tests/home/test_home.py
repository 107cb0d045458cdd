"""Who waits for me, what did I ask for, what can I learn: answered and acted on at home."""

from __future__ import annotations

import re

import pytest

from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.needs import actions as needs
from manyhands.needs.models import CheckIn, Need, NominationState
from tests.factories import make_topic, someone
from tests.factories_courses import FIRST, a_course
from tests.factories_learning import a_question, a_reader, a_text
from tests.factories_needs import a_need, an_answered_need, backed, read_by

HTMX = {"HX-Request": "true"}


@pytest.fixture
def named(cast):
    """Salma named Amara for what Leo needs."""
    need = backed(a_need(cast.leo, "hand over a night shift"), cast.nora)
    return needs.nominate(need, nominee=cast.amara, reason="you did this", by=cast.salma)


@pytest.fixture
def asked(cast):
    """Leo has read the answer to his need, and is asked."""
    need = an_answered_need(cast.leo, [cast.nora], author=cast.amara)
    [checkin] = read_by(need, cast.leo)
    return checkin


def home(client):
    return client.get("/").text


def test_a_newcomer_is_told_where_to_begin(cast, client_for):
    a_course(cast.amara, "Answer a complaint")
    page = home(client_for(cast.nora))

    assert "Nobody waits for you." in page
    assert "You have not asked for anything yet." in page
    assert "Answer a complaint" in page
    assert "Say what you can explain" in page


def test_who_sets_the_place_up_is_led_to_the_first_steps(cast, client_for):
    page = home(client_for(cast.pavel))
    assert 'href="/invitations/"' in page
    assert 'href="/courses/import/"' in page
    assert "Where to begin" not in home(client_for(cast.nora))
    a_course(cast.amara, "Answer a complaint")
    assert "Where to begin" not in home(client_for(cast.pavel))


def test_a_person_without_a_group_has_a_home(cast, client_for):
    assert "Nobody waits for you." in home(client_for(someone("Ada Lind")))


def test_a_question_on_my_course_waits_for_me(cast, client_for):
    course = a_course(cast.amara)
    remark = Remark(kind="question", text="Where does the form go?", block_id=FIRST)
    item = feedback.say(course.current, remark=remark, by=cast.nora)
    page = home(client_for(cast.amara))

    assert "One person waits for you." in page
    assert "“Where does the form go?”" in page
    feedback.answer_item(item, text="Into the tray.", by=cast.amara)
    assert "Nobody waits for you." in home(client_for(cast.amara))


def test_a_need_that_i_back_says_who_asked(cast, named, client_for):
    assert "asked by Leo Brandt" in home(client_for(cast.nora))


def test_who_named_me_waits_for_me(cast, named, client_for):
    page = home(client_for(cast.amara))

    assert "One person waits for you." in page
    assert "Salma named you: “you did this”" in page
    assert "2 people wait" in page


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("decision", "state"),
    [("accept", NominationState.ACCEPTED), ("decline", NominationState.DECLINED)],
)
def test_i_can_answer_right_there(named, client_for, decision, state, headers):
    client = client_for(named.nominee)
    answer = client.post(f"/home/nominations/{named.pk}/", {"decision": decision}, headers=headers)

    named.refresh_from_db()
    assert named.state == state
    if headers:
        assert 'id="today"' in answer.text
        assert "Nobody waits for you." in answer.text
    else:
        assert (answer.status_code, answer["Location"]) == (303, "/")


def test_another_persons_naming_is_not_mine_to_answer(cast, named, client_for):
    answer = client_for(cast.tom).post(f"/home/nominations/{named.pk}/", {"decision": "accept"})

    assert answer.status_code == 404
    assert not Need.objects.get().offers.exists()


def test_what_i_asked_shows_where_it_stands(cast, client_for):
    need = a_need(cast.leo, "hand over a night shift", days_ago=5)
    needs.start_draft(need, answer_id=1, by=cast.amara)
    page = home(client_for(cast.leo))

    assert "Amara is writing" in page
    assert "you alone wait" in page


def test_an_answer_can_be_read_from_home(cast, client_for):
    course = a_course(cast.amara, need=a_need(cast.leo, "hand over a night shift"))
    page = home(client_for(cast.leo))

    assert f'href="/courses/{course.pk}/"' in page
    assert "Read it" in page


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("reply", ["yes", "partly", "no"])
def test_i_say_whether_it_helped_right_there(asked, client_for, reply, headers):
    client = client_for(asked.person)
    assert "Did it solve your need?" in home(client)
    client.post(f"/home/replies/{asked.pk}/", {"reply": reply}, headers=headers)

    assert CheckIn.objects.get(pk=asked.pk).reply == reply
    assert "Did it solve your need?" not in home(client)


def test_a_reply_that_does_not_exist_is_refused(asked, client_for):
    answer = client_for(asked.person).post(f"/home/replies/{asked.pk}/", {"reply": "perhaps"})

    assert answer.status_code == 403
    assert CheckIn.objects.get(pk=asked.pk).reply == ""


def test_another_persons_question_is_not_mine_to_reply_to(cast, asked, client_for):
    answer = client_for(cast.nora).post(f"/home/replies/{asked.pk}/", {"reply": "yes"})

    assert answer.status_code == 404


def test_what_i_can_explain_is_offered_to_me(cast, client_for):
    a_need(cast.leo, "calm an angry driver", topics=("complaints",))
    page = home(client_for(cast.amara))

    assert "One need looks for what you know." in page
    assert "calm an angry driver" in page


def test_i_carry_on_where_i_was(cast, client_for):
    course = a_course(cast.amara, "Answer a complaint")
    a_reader(cast.nora, course)
    page = home(client_for(cast.nora))

    assert "Carry on" in page
    assert "What you could learn" not in page


def test_what_came_meanwhile_is_offered_and_not_pushed(cast, deliver, client_for):
    need = a_need(cast.leo, "hand over a night shift")
    deliver()
    client = client_for(cast.leo)
    news = re.search(r'hx-get="(/home/news/\?since=\d+)"', home(client))
    assert news
    assert "new thing" not in client.get(news[1], headers=HTMX).text
    needs.offer_answer(need, by=cast.amara)
    deliver()

    assert "1 new thing. Show it" in client.get(news[1], headers=HTMX).text
    assert client.get(news[1]).status_code == 303


@pytest.mark.parametrize("since", ["", "x", "9" * 40, "-1", "²"])
def test_a_strange_since_breaks_nothing(cast, client_for, since):
    assert (
        client_for(cast.leo).get("/home/news/", {"since": since}, headers=HTMX).status_code == 200
    )


@pytest.mark.parametrize("size", [1, 7])
def test_home_costs_the_same_at_any_size(cast, client_for, size, django_assert_max_num_queries):
    make_topic("complaints")
    for n in range(size):
        busy_day(cast, n)
    client = client_for(cast.amara)
    client.get("/")
    with django_assert_max_num_queries(12):
        page = client.get("/")
    assert "Carry on" in page.text


def busy_day(cast, n):
    """Something in each part of Amara's home."""
    a_need(cast.leo, f"calm driver {n}", topics=("complaints",))
    need = a_need(cast.leo, f"hand over {n}")
    needs.nominate(need, nominee=cast.amara, by=cast.salma)
    a_question(cast.nora, a_text(cast.amara, title=f"Mine {n}"), text=f"Where {n}?")
    asked = a_need(cast.amara, f"invoice {n}")
    a_reader(cast.amara, a_course(cast.tom, f"Theirs {n}", need=asked))


def test_who_waits_leads_to_all_that_was_said(cast, client_for):
    course = a_text(cast.amara)
    assert 'href="/feedback/"' not in home(client_for(cast.amara))

    a_question(cast.nora, course)

    assert 'href="/feedback/">All that was said</a>' in home(client_for(cast.amara))
