"""A release answers the needs it was written for."""

from __future__ import annotations

import pytest

from manyhands.courses import actions
from manyhands.courses.models import Course, Intention
from manyhands.kernel.access import Refused
from manyhands.needs.actions import merge_needs
from manyhands.needs.answers import answers_of, authors_of, find_answer
from manyhands.needs.models import NeedState
from tests.factories import make_topic
from tests.factories_courses import a_course, a_draft, release
from tests.factories_needs import a_need, backed


def test_the_first_release_answers_the_need(cast):
    need = a_need(cast.salma)
    course = a_draft(cast.amara, need=need)

    release(course)

    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED
    assert need.answered_at


def test_who_waits_and_could_not_open_it_is_let_in(cast):
    need = backed(a_need(cast.salma), cast.jonas, cast.leo)
    course = a_draft(cast.amara, need=need)

    release(course, groups=(cast.south.pk,))

    assert {person.name for person in course.guests.all()} == {"Salma Diallo", "Jonas Thiel"}
    assert Course.objects.readable_by(cast.jonas).exists()
    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED


def test_without_the_declarer_it_does_not_count_as_an_answer(cast):
    need = backed(a_need(cast.salma), cast.leo)
    course = a_draft(cast.amara, need=need)

    release(course, groups=(cast.south.pk,), refused=(cast.salma.pk,))

    need.refresh_from_db()
    assert need.state == NeedState.CLAIMED
    assert not Course.objects.readable_by(cast.salma).exists()


def test_a_declarer_who_left_does_not_stand_in_the_way(cast):
    need = a_need(cast.salma)
    course = a_draft(cast.amara, need=need)
    cast.salma.is_active = False
    cast.salma.save()

    release(course, groups=(cast.south.pk,))

    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED


def test_a_second_release_does_not_answer_again(cast):
    need = a_need(cast.salma)
    course = a_draft(cast.amara, need=need)
    release(course)
    need.refresh_from_db()
    first = need.answered_at

    release(course)

    need.refresh_from_db()
    assert need.answered_at == first


def test_a_found_course_is_linked_when_the_need_says_so(cast, deliver):
    from manyhands.needs.actions import confirm_answer, propose_answer

    need = a_need(cast.salma)
    course = a_course(cast.amara)
    card = find_answer(course.pk, cast.tom)
    assert card is not None
    proposal = propose_answer(need, answer=card, by=cast.tom)

    confirm_answer(proposal, by=cast.salma)
    deliver()

    link = course.links.get()
    assert link.need == need
    assert not link.is_made_for_it


def test_a_merged_need_takes_its_courses_along(cast, deliver):
    early, late = a_need(cast.salma), a_need(cast.leo, "hand over at six")
    course = actions.start_course(Intention.BLANK, need=late, by=cast.amara)

    merge_needs(late, into=early, by=cast.hana)
    deliver()

    assert [link.need for link in course.links.all()] == [early]


def test_needs_see_released_answers_and_own_drafts(cast):
    need = a_need(cast.salma)
    released = a_course(cast.amara, "Released", need=need)
    a_draft(cast.tom, "Half done", need=None)
    draft = actions.start_course(Intention.BLANK, by=cast.tom)
    draft.links.create(need=need, linked_at=draft.started_at)

    for_salma = answers_of([need.pk], cast.salma)[need.pk]
    for_tom = answers_of([need.pk], cast.tom)[need.pk]

    assert [card.answer_id for card in for_salma] == [released.pk]
    assert [card.release for card in for_tom] == [1, None]
    assert authors_of(need.pk) == {cast.amara.pk, cast.tom.pk}


def test_a_course_that_the_declarer_cannot_open_is_no_answer(cast):
    from manyhands.needs.actions import propose_answer

    need = a_need(cast.salma)
    course = a_draft(cast.amara)
    release(course, groups=(cast.south.pk,))
    card = find_answer(course.pk, cast.amara)
    assert card is not None
    assert find_answer(course.pk, cast.salma) is None

    with pytest.raises(Refused, match="Salma Diallo asked, and cannot open"):
        propose_answer(need, answer=card, by=cast.amara)

    assert not need.proposals.exists()


def test_what_is_near_a_need_is_shown_before_anything_is_looked_for(cast, client_for):
    need = a_need(cast.salma, "stack mixed pallets for the road")
    near = a_course(cast.amara, "A pallet arrives damaged")
    a_course(cast.amara, "Sit in on a job for the interview")
    client = client_for(cast.tom)

    shown = client.get(f"/needs/{need.pk}/proposals/").text
    looked_for = client.get(f"/needs/{need.pk}/proposals/", {"q": "interview"}).text

    assert near.title in shown
    assert "job for the interview" not in shown
    assert "job for the interview" in looked_for


def test_a_course_about_the_topic_of_a_need_is_near_it(cast, client_for):
    topic = make_topic("customs")
    need = a_need(cast.salma, "send samples abroad", topics=(topic.name,))
    course = a_course(cast.amara, "What the officer wants to see")
    course.topics.add(topic)
    client = client_for(cast.tom)

    assert course.title in client.get(f"/needs/{need.pk}/proposals/").text


def test_where_no_course_is_near_one_is_looked_for(cast, client_for):
    need = a_need(cast.salma, "put on snow chains")
    a_course(cast.amara, "Sit in on a job interview")

    page = client_for(cast.tom).get(f"/needs/{need.pk}/proposals/").text

    assert "No course sounds like it" in page
    assert "job interview" not in page
