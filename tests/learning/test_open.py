"""Opening a course: what stands before, beside and after the text, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.courses import actions as courses
from manyhands.journal.models import Entry
from manyhands.kernel.clock import now, today
from manyhands.learning import actions
from manyhands.learning.models import Attempt, Enrolment
from manyhands.web.links import url
from tests.factories_courses import a_course, a_draft
from tests.factories_learning import (
    HOUR,
    a_question,
    a_reader,
    a_remark,
    a_text,
    current,
    night_blocks,
    questions,
    release_again,
)
from tests.factories_needs import a_need, backed


def read(client, course):
    return client.get(url("learning:course", course.pk))


def test_the_page_says_whose_it_is_how_long_how_fresh_and_for_whom(cast, client_for):
    need = backed(a_need(cast.nora), cast.jonas)
    course = a_text(cast.amara, need=need, for_whom="who works at night")

    page = read(client_for(cast.nora), course).content.decode()

    for words in (
        course.title,
        "Amara Osei",
        "release 1",
        "Fresh",
        "1 minute",
        "Answers a need of 2 people",
        "leave at six without a case",
        "who works at night",
        "Right as of",
        "Before you leave",
    ):
        assert words in page


def test_opening_is_kept_once(cast, client_for):
    course = a_text(cast.amara)
    client = client_for(cast.nora)

    read(client, course)
    read(client, course)

    course.refresh_from_db()
    assert course.learner_count == 1
    assert Attempt.objects.get().release == course.current
    assert Entry.objects.filter(kind="learning.course.opened").count() == 1


def test_an_author_reads_without_being_counted(cast, client_for):
    course = a_text(cast.amara, *questions())

    page = read(client_for(cast.amara), course)

    assert "You write this course." in page.content.decode()
    assert not Enrolment.objects.exists()


def test_the_outline_leads_to_the_headings(cast, client_for):
    course = a_text(cast.amara)

    page = read(client_for(cast.nora), course).content.decode()

    assert 'href="#block-headblock002"' in page
    assert 'id="block-headblock002"' in page


def test_one_goes_on_where_one_stopped(cast, client_for):
    course = a_text(cast.amara)
    client = client_for(cast.nora)
    read(client, course)

    answer = client.post(url("learning:position", course.pk), {"block": HOUR})

    assert answer.status_code == 204
    page = read(client, course).content.decode()
    assert "You stopped at “Before you leave”" in page
    assert f'href="#block-{HOUR}"' in page


@pytest.mark.parametrize("place", ["", "x" * 41, "nowhere"])
def test_a_place_that_makes_no_sense_harms_nothing(cast, client_for, place):
    course = a_text(cast.amara)
    client = client_for(cast.nora)
    read(client, course)

    client.post(url("learning:position", course.pk), {"block": place})

    assert read(client, course).status_code == 200


def test_an_old_release_can_be_read_and_says_that_it_is_old(cast, client_for):
    course = a_text(cast.amara)
    release_again(course, *night_blocks("Use the blue form at the gate."))

    page = client_for(cast.nora).get(url("learning:release", course.pk, 1)).content.decode()

    assert "yellow form" in page
    assert "This is release 1" in page
    assert "Read release 2" in page


def test_who_read_an_earlier_release_is_offered_the_difference(cast, client_for):
    course = a_text(cast.amara)
    a_reader(cast.nora, course, finished=True)
    release_again(course, *night_blocks("Use the blue form at the gate."))

    page = read(client_for(cast.nora), course).content.decode()

    assert "Changed since you read release 1:" in page
    assert "one block, one minute" in page


def test_a_minor_release_disturbs_nobody(cast, client_for):
    course = a_text(cast.amara)
    a_reader(cast.nora, course, finished=True)
    release_again(course, *night_blocks("Use the blue form at the gate."), size="minor")

    page = read(client_for(cast.nora), course).content.decode()

    assert "Changed since you read" not in page


def test_what_has_ended_says_why_and_stays_for_those_who_had_it(cast, client_for):
    old, successor = a_text(cast.amara), a_text(cast.tom, title="The new way")
    a_reader(cast.nora, old)
    courses.end_course(old, reason="The desk is closed.", successor=successor, by=cast.amara)

    for person, can_read in ((cast.nora, True), (cast.leo, False)):
        page = read(client_for(person), old).content.decode()
        assert "The desk is closed." in page
        assert "The new way" in page
        assert ("quarter to six" in page) is can_read


def test_dates_of_validity_stand_on_the_page(cast, client_for):
    course = a_text(cast.amara)
    until = today() + timedelta(days=40)
    courses.extend_validity(course, valid_until=until, by=cast.amara)

    assert "Valid until" in read(client_for(cast.nora), course).content.decode()


def test_a_course_for_others_is_not_there(cast, client_for):
    course = a_text(cast.amara)
    release_again(course, *night_blocks(), groups=(cast.care.pk,))
    client = client_for(cast.nora)

    assert read(client, course).status_code == 404
    for name in ("position", "completion"):
        assert client.post(url(f"learning:{name}", course.pk)).status_code == 404


def test_a_draft_is_not_there_for_readers_and_leads_its_author_to_writing(cast, client_for):
    course = a_draft(cast.amara)

    assert read(client_for(cast.nora), course).status_code == 404
    assert read(client_for(cast.amara), course).url == url("courses:draft", course.pk)


def test_outdated_remarks_are_the_reason_for_doubt(cast, client_for):
    course = a_text(cast.amara)
    for person in (cast.nora, cast.jonas, cast.leo):
        a_remark(person, course)

    page = read(client_for(cast.salma), course).content.decode()

    assert "Doubtful" in page
    assert "3 readers say that something in it is outdated." in page


@pytest.mark.parametrize("size", [1, 12])
def test_the_page_asks_the_database_little(cast, client_for, size):
    course = a_text(cast.amara, *questions(), need=a_need(cast.nora))
    for person in (cast.nora, cast.jonas, cast.leo)[:size]:
        for number in range(size):
            a_question(person, course, f"Question {number}?")
    a_reader(cast.nora, course, finished=True)
    client = client_for(cast.nora)
    read(client, course)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(client, course)

    assert len(asked) <= 12, "\n".join(query["sql"][:200] for query in asked)


def test_recounting_gives_the_same_figures(cast):
    course = a_text(cast.amara)
    a_reader(cast.nora, course, finished=True)
    a_reader(cast.jonas, course)
    counted = current(course).course

    actions.recount_learners(course.pk)

    course.refresh_from_db()
    assert (course.learner_count, course.finished_count) == (2, 1)
    assert (counted.learner_count, counted.finished_count) == (2, 1)


def test_a_visit_that_goes_on_writes_nothing(cast):
    course = a_text(cast.amara)
    enrolment = a_reader(cast.nora, course)

    with CaptureQueriesContext(connection) as asked:
        again = actions.open_course(current(course), by=cast.nora)

    assert again is not None
    assert again.seen_at == enrolment.seen_at <= now()
    assert not [query for query in asked if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_what_stands_in_its_place_is_named_to_whoever_may_open_it(cast, client_for):
    hidden = a_course(cast.salma, "Codes of the gate", cast.north)
    old = a_text(cast.salma)
    courses.end_course(old, reason="The doors are gone.", successor=hidden, by=cast.salma)

    for person, knows in ((cast.nora, True), (cast.tom, False)):
        page = read(client_for(person), old).content.decode()
        assert "The doors are gone." in page
        assert ("Codes of the gate" in page) is knows
