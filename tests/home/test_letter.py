"""The coach's hour lets a coach write to the keeper of a draft that sleeps or a course that is doubted."""

from __future__ import annotations

import pytest

from manyhands.courses.models import Course, KeeperLetter
from manyhands.people.actions import deactivate_person
from tests.factories_courses import a_course, a_draft
from tests.factories_needs import a_need, backed


@pytest.fixture
def draft(cast, travel):
    need = backed(a_need(cast.salma, "read a bill"), cast.jonas)
    draft = a_draft(cast.mei, "Bills of lading", need=need)
    travel(days=6)
    return draft


@pytest.fixture
def doubted(cast):
    course = a_course(cast.amara, "Fax a form")
    Course.objects.filter(pk=course.pk).update(outdated_count=3)
    return course


def address(course):
    return f"/coach/letters/{course.pk}/"


def test_a_sentence_is_there_to_be_changed(cast, draft, client_for):
    client = client_for(cast.hana)

    assert f'hx-get="{address(draft)}"' in client.get("/coach/").text
    page = client.get(address(draft)).text
    assert "Can I help you with “Bills of lading”? 2 colleagues wait for it." in page
    part = client.get(address(draft), headers={"HX-Request": "true"}).text
    assert 'id="letter"' in part
    assert "<html" not in part


def test_readers_doubts_are_what_the_other_letter_speaks_of(cast, doubted, client_for):
    page = client_for(cast.hana).get(address(doubted)).text

    assert "Readers say that “Fax a form” is outdated." in page


@pytest.mark.parametrize("which", ["draft", "doubted"])
def test_what_was_written_about_rests_for_five_days(cast, client_for, travel, which, request):
    course, client = request.getfixturevalue(which), client_for(cast.hana)
    assert address(course) in client.get("/coach/").text
    sent = client.post(address(course), {"words": "Shall we look at it together?"})

    assert sent.headers["Location"] == "/coach/"
    assert KeeperLetter.objects.get().words == "Shall we look at it together?"
    assert address(course) not in client.get("/coach/").text
    travel(days=5, minutes=1)
    assert address(course) in client_for(cast.hana).get("/coach/").text


def test_without_words_it_is_asked_again(cast, draft, client_for):
    answer = client_for(cast.hana).post(address(draft), {"words": " "})

    assert answer.status_code == 422
    assert not KeeperLetter.objects.exists()


def test_a_second_letter_on_the_same_day_is_refused_with_the_reason(cast, draft, client_for):
    client = client_for(cast.hana)
    client.post(address(draft), {"words": "Can I help?"})

    assert client.get(address(draft)).status_code == 403
    again = client.post(address(draft), {"words": "Can I?"})
    assert "was written to about it today" in again.text


@pytest.mark.parametrize("who", ["nora", "mei", "pavel"])
def test_others_do_not_know_of_it(cast, draft, client_for, who):
    client = client_for(getattr(cast, who))

    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft), {"words": "Can I help?"}).status_code == 404


def test_a_course_whose_keeper_left_looks_for_another(cast, doubted, client_for):
    deactivate_person(cast.amara, by=cast.pavel)
    page = client_for(cast.hana).get("/coach/").text

    assert f"/courses/{doubted.pk}/keeping/" in page
    assert "Find who keeps it" in page


def test_ones_own_draft_is_opened(cast, travel, client_for):
    own = a_draft(cast.hana, "Bills", need=a_need(cast.salma, "read a bill"))
    travel(days=6)
    page = client_for(cast.hana).get("/coach/").text

    assert f"/courses/{own.pk}/draft/" in page
    assert address(own) not in page
