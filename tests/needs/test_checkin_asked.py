"""Who is asked whether it helped, and when (rulings B1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from manyhands.kernel.clock import now
from manyhands.needs import actions
from manyhands.needs.models import CheckIn, Reply, Wave
from tests.factories_needs import a_need, an_answered_need, answered, backed, read_by, reply


@pytest.fixture
def need(cast):
    return an_answered_need(cast.salma, [cast.nora, cast.leo], author=cast.amara)


def waiting_for(person):
    return list(CheckIn.objects.waiting().filter(person=person))


def test_who_finishes_the_answer_is_asked_at_once(cast, need, told):
    read_by(need, cast.nora)
    read_by(need, cast.nora)

    assert len(waiting_for(cast.nora)) == 1
    assert told(need)[-2:] == ["answer.used", "checkin.asked"]


def test_the_first_to_finish_dates_the_use(cast, need, travel, told):
    read_by(need, cast.nora)
    first = need.first_used_at
    travel(days=2)
    read_by(need, cast.leo)

    assert need.first_used_at == first
    assert need.summary["first"]["use"] == "Nora"
    assert told(need).count("answer.used") == 1


def test_who_did_not_wait_is_not_asked(cast, need):
    assert read_by(need, cast.tom) == []
    assert need.first_used_at is None


def test_a_need_without_an_answer_asks_nobody(cast):
    assert read_by(a_need(cast.salma), cast.salma) == []


def test_after_seven_days_who_has_not_opened_it_is_asked(cast, need, travel, deliver):
    actions.answer_opened(need, cast.leo)
    travel(days=6)
    deliver()
    assert not CheckIn.objects.waiting().exists()

    travel(days=1, hours=1)
    deliver()

    assert waiting_for(cast.salma)
    assert waiting_for(cast.nora)
    assert not waiting_for(cast.leo)


def test_not_read_yet_is_a_reply_until_they_read_it(cast, need, travel, deliver):
    travel(days=7, hours=1)
    deliver()
    assert reply(waiting_for(cast.nora)[0], "not_read").state == "answered"
    travel(days=40)
    deliver()
    assert not waiting_for(cast.nora)

    read_by(need, cast.nora)

    assert [checkin.wave for checkin in waiting_for(cast.nora)] == [Wave.AT_ONCE]


def test_thirty_and_ninety_days_after_their_own_first_reply(cast, need, travel, deliver):
    reply(read_by(need, cast.nora)[0], "yes")
    first = now()

    travel(days=29)
    deliver()
    assert not waiting_for(cast.nora)
    travel(days=1, hours=1)
    deliver()
    assert [checkin.wave for checkin in waiting_for(cast.nora)] == [Wave.MONTH]

    reply(waiting_for(cast.nora)[0], "partly")
    travel(days=60)
    deliver()
    last = waiting_for(cast.nora)
    assert [checkin.wave for checkin in last] == [Wave.QUARTER]
    assert last[0].due_at - first < timedelta(days=90, minutes=5)


def test_each_is_asked_after_their_own_reply(cast, need, travel, deliver):
    reply(read_by(need, cast.nora)[0], "yes")
    travel(days=10)
    reply(read_by(need, cast.leo)[0], "yes")
    travel(days=21)
    deliver()

    assert waiting_for(cast.nora)
    assert not waiting_for(cast.leo)


def test_never_more_than_one_question_a_day(cast, need, travel, deliver):
    other = answered(backed(a_need(cast.tom, "swim"), cast.nora), by=cast.mei, answer_id=2)
    read_by(need, cast.nora)
    read_by(other, cast.nora)
    assert [checkin.need for checkin in waiting_for(cast.nora)] == [need]

    travel(hours=23)
    deliver()
    assert len(waiting_for(cast.nora)) == 1

    travel(hours=2)
    deliver()
    assert len(waiting_for(cast.nora)) == 2


def test_the_sweep_asks_one_question_a_day_too(cast, need, travel, deliver):
    answered(backed(a_need(cast.tom, "swim"), cast.nora), by=cast.mei, answer_id=2)
    travel(days=8)
    deliver()
    assert len(waiting_for(cast.nora)) == 1

    travel(days=1)
    deliver()
    assert len(waiting_for(cast.nora)) == 2


def test_who_has_left_is_not_asked(cast, need, travel, deliver):
    cast.nora.is_active = False
    cast.nora.save(update_fields=["is_active"])
    travel(days=8)
    deliver()

    assert not CheckIn.objects.filter(person=cast.nora, asked_at__isnull=False).exists()


def test_opened_again_nobody_is_asked_about_the_old_answer(cast, need, travel, deliver):
    reply(read_by(need, cast.nora)[0], "yes")
    actions.reopen_need(need, by=cast.salma)
    travel(days=31)
    deliver()
    assert not CheckIn.objects.waiting().exists()

    answered(need, by=cast.amara)
    travel(days=8)
    deliver()

    assert {c.round for c in CheckIn.objects.waiting()} == {1}
    assert CheckIn.objects.waiting().count() == 3


def test_a_second_reading_after_a_reply_asks_nothing(cast, need):
    reply(read_by(need, cast.nora)[0], "partly", "The part on phones is missing.")

    assert read_by(need, cast.nora) == []
    assert CheckIn.objects.get(person=cast.nora, wave=0).reply == Reply.PARTLY


def test_thirty_days_later_the_page_says_so(cast, need, travel, deliver, client_for):
    reply(read_by(need, cast.nora)[0], "yes")
    travel(days=31)
    deliver()

    page = client_for(cast.nora).get(f"/needs/{need.pk}/").content.decode()
    assert "Does it still help, 30 days later?" in page
    assert "Did it solve your need?" not in page
