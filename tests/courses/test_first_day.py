"""A course that is valid from a day to come: until then it is its authors' alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from manyhands.courses import rules
from manyhands.courses.models import Course
from manyhands.journal.models import Delivery
from manyhands.journal.queue import run_recurring
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import telling, today
from manyhands.needs.models import NeedState
from manyhands.notifications.models import Notice
from manyhands.people.models import Organisation
from manyhands.people.organisation import forget_organisation
from tests.factories_courses import a_course, a_draft, release
from tests.factories_needs import a_need


@pytest.fixture
def need(cast):
    return a_need(cast.nora, "read the summer timetable")


@pytest.fixture
def course(cast, need):
    course = a_draft(cast.amara, "The summer timetable", need=need)
    release(course, valid_from=today() + timedelta(days=10))
    return Course.objects.get(pk=course.pk)


def test_before_that_day_it_is_there_for_its_authors_alone(cast, course, client_for, deliver):
    deliver()

    assert rules.can_read(cast.amara, course)
    assert not rules.can_read(cast.nora, course)
    assert client_for(cast.nora).get(f"/courses/{course.pk}/").status_code == 404
    assert "summer timetable" not in client_for(cast.leo).get("/courses/").content.decode()
    assert not Notice.objects.filter(kind="need_answered").exists()


def test_the_need_has_its_answer_from_that_day_on(cast, course, need, deliver, travel):
    need.refresh_from_db()
    assert need.state == NeedState.CLAIMED

    travel(days=10)
    deliver()
    deliver()

    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED
    assert rules.can_read(cast.nora, course)
    assert Notice.objects.filter(kind="need_answered", person=cast.nora).exists()


def test_another_day_in_the_next_release_counts(cast, course, need, deliver, travel):
    release(course, valid_from=today() + timedelta(days=20))

    travel(days=11)
    deliver()
    need.refresh_from_db()
    assert need.state == NeedState.CLAIMED

    travel(days=10)
    deliver()
    need.refresh_from_db()
    assert need.state == NeedState.ANSWERED


def test_what_is_being_read_is_not_taken_away_until_a_day_to_come(cast):
    course = a_course(cast.amara)

    with pytest.raises(Refused, match="being read"):
        release(course, valid_from=today() + timedelta(days=1))


def test_the_day_begins_where_the_organisation_is_not_where_its_author_is(cast, need):
    course = a_draft(cast.amara, "The summer timetable", need=need)
    with timezone.override("Pacific/Auckland"):
        first = today() + timedelta(days=10)
        release(course, valid_from=first)

    coming = Delivery.objects.get(receiver="courses.answer_on_its_first_day")
    assert coming.run_at == datetime.combine(first, time(), UTC)


def test_the_last_day_ends_where_the_organisation_is(cast):
    Organisation.objects.update(time_zone="America/Los_Angeles")
    forget_organisation()
    last = date(today().year + 1, 3, 31)
    course = a_course(cast.amara)
    Course.objects.filter(pk=course.pk).update(valid_until=last)
    evening = datetime(last.year, 4, 1, 5, tzinfo=UTC)  # ten o'clock there, still in March

    for moment, state in ((evening, "released"), (evening + timedelta(hours=3), "ended")):
        with telling(moment):
            run_recurring()
        course.refresh_from_db()
        assert course.state == state
