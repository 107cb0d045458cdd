""" "I have read it": a fact that stays, and the question whether it helped."""

from __future__ import annotations

import pytest

from manyhands.courses.actions import link_found_course, move_links
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.learning import actions, queries
from manyhands.learning.models import Attempt, Enrolment
from manyhands.needs.models import CheckIn
from manyhands.web.links import url
from tests.factories_learning import (
    CHOICE,
    a_choice,
    a_reader,
    a_text,
    current,
    night_blocks,
    release_again,
)
from tests.factories_needs import a_need, reply

HTMX = {"HX-Request": "true"}


def finish(client, course, **data):
    headers = data.pop("headers", {})
    address = url("learning:completion", course.pk)
    return client.post(address, {"release": 1} | data, headers=headers)


def test_reading_to_the_end_is_a_fact(cast, client_for):
    course = a_text(cast.amara)
    client = client_for(cast.nora)
    assert "I have read it" in client.get(url("learning:course", course.pk)).content.decode()

    answer = finish(client, course)

    assert answer.url == f"{url('learning:course', course.pk)}#end"
    assert "You read it on" in client.get(answer.url).content.decode()
    course.refresh_from_db()
    assert course.finished_count == 1


def test_no_later_edit_removes_it(cast):
    course = a_text(cast.amara)
    a_reader(cast.nora, course, finished=True)

    release_again(course, *night_blocks("All is new."))

    enrolment = Enrolment.objects.get()
    assert enrolment.finished.number == 1
    assert enrolment.finished_at is not None
    assert Attempt.objects.get().finished_at is not None


def test_twice_is_once(cast):
    course = a_text(cast.amara)
    a_reader(cast.nora, course, finished=True)

    actions.finish_course(current(course), by=cast.nora)

    course.refresh_from_db()
    assert course.finished_count == 1
    assert Entry.objects.filter(kind="learning.course.finished").count() == 1


def test_required_questions_come_first(cast, client_for):
    course = a_text(cast.amara, a_choice(required=True))
    client = client_for(cast.nora)
    page = client.get(url("learning:course", course.pk)).content.decode()

    assert "One question is still open" in page
    assert "I have read it" not in page
    assert finish(client, course).status_code == 403

    option = current(course).blocks.get(block_id=CHOICE).node["content"][2]["attrs"]["id"]
    address = url("learning:responses", course.pk, 1, CHOICE)
    answered = client.post(address, {"option": option}, headers=HTMX).content.decode()
    assert "I have read it" in answered  # the end of the page follows, out of band
    assert finish(client, course).status_code == 303


def test_who_waited_is_asked_whether_it_helped(cast, client_for):
    need = a_need(cast.nora)
    course = a_text(cast.amara, need=need)
    a_reader(cast.nora, course)

    page = finish(client_for(cast.nora), course, headers=HTMX).content.decode()

    assert "Did it solve your need?" in page
    assert url("needs:replies", need.pk) in page
    assert CheckIn.objects.get(person=cast.nora).asked_at is not None
    need.refresh_from_db()
    assert need.first_used_at is not None


def test_thirty_days_later_the_end_asks_whether_it_still_helps(cast, client_for, travel, deliver):
    need = a_need(cast.nora)
    course = a_text(cast.amara, need=need)
    a_reader(cast.nora, course)
    client = client_for(cast.nora)
    finish(client, course)
    client.post(url("needs:replies", need.pk), {"reply": "yes"})
    travel(days=31)
    deliver()

    page = client_for(cast.nora).get(url("learning:course", course.pk)).content.decode()

    assert "Does it still help, 30 days later?" in page
    assert "Did it solve your need?" not in page


def test_who_did_not_wait_is_not_asked(cast, client_for):
    course = a_text(cast.amara, need=a_need(cast.nora))
    a_reader(cast.leo, course)

    page = finish(client_for(cast.leo), course, headers=HTMX).content.decode()

    assert "Did it solve" not in page
    assert not CheckIn.objects.filter(person=cast.leo).exists()


def test_a_reply_is_thanked_and_counted(cast, client_for, deliver):
    course = a_text(cast.amara, need=a_need(cast.nora))
    a_reader(cast.nora, course, finished=True)
    checkin = CheckIn.objects.get(person=cast.nora)

    reply(checkin, "yes", "Nothing got lost.")
    deliver()

    page = client_for(cast.nora).get(url("learning:course", course.pk)).content.decode()
    assert "it solved your need. Thank you." in page
    course.refresh_from_db()
    assert (course.solved_yes_count, course.solved_asked_count) == (1, 1)


@pytest.fixture
def helped(cast, deliver):
    """A need that was solved for Nora, who said so."""
    need = a_need(cast.nora)
    a_reader(cast.nora, a_text(cast.amara, need=need), finished=True)
    reply(CheckIn.objects.get(person=cast.nora), "yes")
    deliver()
    return need


def test_replies_from_before_a_course_was_linked_count(cast, helped, deliver):
    found = a_text(cast.tom, title="It was there all along")

    link_found_course(helped.pk, found.pk, by=cast.tom)
    deliver()

    found.refresh_from_db()
    assert (found.solved_yes_count, found.solved_asked_count) == (1, 1)


def test_replies_count_for_what_moved_to_the_survivor(cast, helped, deliver):
    twin = a_need(cast.salma)
    moved = a_text(cast.tom, need=twin, title="For its twin")
    deliver()

    move_links(twin.pk, to=helped.pk)
    deliver()

    moved.refresh_from_db()
    assert (moved.solved_yes_count, moved.solved_asked_count) == (1, 1)


def test_authors_do_not_finish_their_own(cast, client_for):
    course = a_text(cast.amara)

    assert finish(client_for(cast.amara), course).status_code == 403


@pytest.mark.parametrize("number", ["", "0", "7", "one", "9" * 30])
def test_a_release_that_is_none_cannot_be_finished(cast, client_for, number):
    course = a_text(cast.amara)
    a_reader(cast.nora, course)

    assert finish(client_for(cast.nora), course, release=number).status_code == 404


def test_what_was_never_opened_cannot_be_finished(cast):
    course = a_text(cast.amara)

    with pytest.raises(Refused, match="Open the course first"):
        actions.finish_course(current(course), by=cast.leo)


def test_one_carries_on_with_what_is_begun_or_changed(cast):
    begun, read, changed = (a_text(cast.amara, title=f"Course {n}") for n in range(3))
    a_reader(cast.nora, begun)
    a_reader(cast.nora, read, finished=True)
    a_reader(cast.nora, changed, finished=True)
    release_again(changed, *night_blocks("All is new."))

    found = {one.course.pk: one for one in queries.carry_on(cast.nora)}

    assert found.keys() == {begun.pk, changed.pk}
    assert found[changed.pk].url == url("learning:changes", changed.pk)
    assert queries.changed_since_read(cast.nora, [begun.pk, read.pk, changed.pk]) == {changed.pk}
