from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.collab import drafts
from manyhands.courses import actions
from manyhands.courses.models import Course, Intention, NeedLink
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.needs.models import NeedState
from tests.factories_needs import a_need


def test_a_course_begins_with_the_skeleton_of_its_intention(cast):
    course = actions.start_course(Intention.PROCEDURE, by=cast.amara)

    document = drafts.read_document(course.room_key)
    kinds = [node["type"] for node in document["content"]]
    assert kinds[:3] == ["title", "goal", "forwhom"]
    assert "step" in kinds
    assert course.keeper == cast.amara
    assert not drafts.is_touched(course.room_key)
    assert Entry.objects.filter(kind="courses.course.started").count() == 1


def test_starting_for_a_need_is_an_offer_too(cast):
    need = a_need(cast.salma, "hand over a night shift", topics=("shifts",))

    course = actions.start_course(Intention.BLANK, need=need, by=cast.amara)

    need.refresh_from_db()
    assert need.state == NeedState.CLAIMED
    assert need.first_offer_at
    assert need.first_draft_at
    assert NeedLink.objects.get(course=course).need == need
    assert course.title == "Hand over a night shift"
    assert [topic.name for topic in course.topics.all()] == ["shifts"]


def test_whoever_offered_before_offers_once(cast):
    from manyhands.needs.actions import offer_answer

    need = a_need(cast.salma)
    offer_answer(need, by=cast.amara)

    actions.start_course(Intention.BLANK, need=need, by=cast.amara)

    assert need.offers.count() == 1


def test_a_need_out_of_sight_is_no_beginning(cast, client_for):
    need = a_need(cast.salma, "hand over a night shift", cast.north, is_restricted=True)

    with pytest.raises(Refused, match="no such need"):
        actions.start_course(Intention.BLANK, need=need, by=cast.jonas)

    page = client_for(cast.jonas).get(reverse("courses:start"), {"need": need.pk})
    assert page.status_code == 404
    assert not Course.objects.exists()


def test_an_unknown_intention_is_refused(cast):
    with pytest.raises(Refused, match="no such beginning"):
        actions.start_course("sales_pitch", by=cast.amara)


def test_the_page_names_each_beginning_and_leads_to_the_draft(cast, client_for):
    amara = client_for(cast.amara)

    page = amara.get(reverse("courses:start")).content.decode()
    answer = amara.post(reverse("courses:start"), {"intention": "procedure"})

    assert page.count('name="intention"') == len(Intention)
    assert answer.status_code == 303
    assert answer.url == reverse("courses:draft", args=[Course.objects.get().pk])


def test_a_second_draft_for_the_same_need_is_linked_to_it(cast, client_for):
    need = a_need(cast.salma)
    course = actions.start_course(Intention.BLANK, by=cast.amara)

    client_for(cast.amara).post(reverse("courses:need", args=[course.pk, need.pk]))
    client_for(cast.amara).post(reverse("courses:need", args=[course.pk, need.pk]))

    assert [link.need for link in course.links.all()] == [need]
