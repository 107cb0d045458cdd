from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from manyhands.courses import actions, queries
from manyhands.courses.models import Course
from manyhands.courses.standing import standing_of
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import today
from manyhands.web.filters import long_day
from tests.factories_courses import a_course, a_draft, release
from tests.factories_needs import a_need


@pytest.fixture
def course(cast) -> Course:
    return a_course(cast.amara)


def kinds() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def test_still_right_sets_the_next_look(cast, course):
    day = today() + timedelta(days=90)

    actions.verify_course(course, check_on=day, by=cast.amara)

    course.refresh_from_db()
    assert course.check_on == day
    assert "courses.course.verified" in kinds()


@pytest.mark.parametrize("who", ["salma", "hana", "pavel"])
def test_the_keeper_alone_says_that_it_is_right(cast, course, who):
    with pytest.raises(Refused, match="Only its keeper"):
        actions.verify_course(course, check_on=None, by=getattr(cast, who))


def test_a_look_in_the_past_is_no_look(cast, course):
    with pytest.raises(Refused, match="a day to come"):
        actions.verify_course(course, check_on=today(), by=cast.amara)


def test_ending_says_why_and_what_stands_in_its_place(cast, course):
    other = a_course(cast.tom, "The new form")

    actions.end_course(course, reason=" The form  is blue. ", successor=other, by=cast.amara)

    course.refresh_from_db()
    assert (course.state, course.end_reason) == ("ended", "The form is blue.")
    assert course.successor == other
    assert Course.objects.readable_by(cast.salma).filter(pk=course.pk).exists()


@pytest.mark.parametrize(
    ("reason", "words"), [("", "Say in a sentence"), ("   ", "Say in a sentence")]
)
def test_an_end_without_a_reason_is_refused(cast, course, reason, words):
    with pytest.raises(Refused, match=words):
        actions.end_course(course, reason=reason, by=cast.amara)


def test_a_draft_cannot_end_and_nothing_ends_twice(cast, course):
    with pytest.raises(Refused, match="never released"):
        actions.end_course(a_draft(cast.amara), reason="x", by=cast.amara)
    actions.end_course(course, reason="x", by=cast.amara)
    with pytest.raises(Refused, match="ended already"):
        actions.end_course(course, reason="x", by=cast.amara)


def test_a_draft_replaces_nothing(cast, course):
    with pytest.raises(Refused, match="that is released"):
        actions.end_course(course, reason="x", successor=a_draft(cast.tom), by=cast.amara)


def test_its_keeper_hears_once_that_it_ends_soon_and_then_it_ends(cast, deliver, travel):
    course = a_draft(cast.ines, "Summer timetable of the ferries")
    release(course, valid_until=today() + timedelta(days=10))

    deliver()
    assert "courses.course.ends_soon" not in kinds()
    travel(days=4)
    deliver()
    travel(hours=2)
    deliver()
    assert kinds().count("courses.course.ends_soon") == 1
    travel(days=7)
    deliver()

    course.refresh_from_db()
    assert course.state == "ended"
    assert course.end_reason == f"Its last day was {long_day(course.valid_until)}."
    assert kinds().count("courses.course.ended") == 1


def test_extending_keeps_it_alive(cast, deliver, travel):
    course = a_draft(cast.ines)
    release(course, valid_until=today() + timedelta(days=3))
    actions.extend_validity(course, valid_until=None, by=cast.ines)

    travel(days=10)
    deliver()

    course.refresh_from_db()
    assert course.is_released


@pytest.mark.parametrize(
    ("fields", "kind", "word"),
    [
        ({}, "fresh", "Fresh"),
        ({"outdated_count": 1}, "soon", "To check"),
        ({"outdated_count": 4}, "doubtful", "Doubtful: 4 say outdated"),
        ({"check_on": -1}, "soon", "To check"),
        ({"check_on": 5}, "soon", "To check this week"),
        ({"valid_until": 7}, "soon", "Ends in 7 days"),
        ({"valid_until": 0}, "soon", "Ends today"),
        ({"valid_until": 30}, "fresh", "Fresh"),
    ],
)
def test_where_it_stands(fields, kind, word):
    days = {"check_on", "valid_until"}
    given = {k: today() + timedelta(days=v) if k in days else v for k, v in fields.items()}
    course = Course(state="released", **given)

    standing = standing_of(course, today())

    assert (standing.kind, standing.word) == (kind, word)


def test_sleeping_drafts_are_named_to_the_coach(cast, travel):
    need = a_need(cast.salma)
    asked = a_draft(cast.amara, "Asked for", need=need)
    a_draft(cast.leo, "For nobody")
    travel(days=20)
    a_draft(cast.leo, "Awake")

    everywhere = list(queries.sleeping_drafts())
    in_care = list(queries.sleeping_drafts([cast.care.pk]))

    assert [course.title for course in everywhere] == ["Asked for", "For nobody"]
    assert everywhere[0].need_waiting
    assert in_care == [asked]


def test_the_facts_page_shows_each_person_what_they_may_do(cast, course, client_for):
    address = reverse("courses:facts", args=[course.pk])
    keeper = client_for(cast.amara).get(address).content.decode()
    reader = client_for(cast.salma).get(address).content.decode()

    assert reverse("courses:end", args=[course.pk]) in keeper
    assert "<form" not in reader.split('id="content"')[1].split("</main>")[0]


def test_topics_are_found_or_made(cast, course, client_for):
    client_for(cast.amara).post(
        reverse("courses:facts", args=[course.pk]), {"topics": "Shifts, shifts, Handing over,,"}
    )

    assert {topic.name for topic in course.topics.all()} == {"shifts", "Handing over"}


def test_one_form_alone_sets_the_next_look(cast, course, client_for):
    """Whoever says that it is right says so there; the others by what it is about."""
    address = reverse("courses:facts", args=[course.pk])
    actions.invite_coauthor(course, cast.tom, by=cast.amara)
    actions.verify_course(course, check_on=date(2199, 3, 1), by=cast.amara)

    keeper = client_for(cast.amara).get(address).text
    coauthor = client_for(cast.tom).get(address).text
    client_for(cast.amara).post(address, {"topics": "gates"})
    course.refresh_from_db()

    assert ['name="check_on"' in page for page in (keeper, coauthor)] == [False, True]
    assert ['id="look"' in page for page in (keeper, coauthor)] == [True, False]
    assert "1 March 2199" in keeper
    assert course.check_on == date(2199, 3, 1)


def test_a_wrong_date_keeps_what_was_written(cast, course, client_for):
    actions.invite_coauthor(course, cast.tom, by=cast.amara)
    answer = client_for(cast.tom).post(
        reverse("courses:facts", args=[course.pk]), {"topics": "gates", "check_on": "31 Feb"}
    )

    assert answer.status_code == 422
    assert "gates" in answer.content.decode()
    assert not course.topics.exists()
