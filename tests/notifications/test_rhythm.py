"""What becomes a mail, when, and for whom."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from manyhands.kernel.clock import now
from manyhands.needs import actions as needs
from manyhands.notifications import actions
from manyhands.notifications.models import Family, Mail, Notice, Rhythm
from manyhands.notifications.telling import mail_due
from manyhands.people.actions import deactivate_person
from tests.factories_needs import a_need, backed


@pytest.fixture
def need(cast, deliver):
    need = a_need(cast.salma, "hand over a night shift")
    deliver()
    Notice.objects.all().delete()
    return need


def ten_things(need, cast):
    backed(need, cast.leo, cast.nora, cast.tom, cast.jonas, cast.mei)
    for person in (cast.amara, cast.hana, cast.pavel, cast.ines, cast.tom):
        needs.offer_answer(need, by=person)


def test_ten_things_in_five_minutes_are_one_mail(cast, need, deliver, travel, mailbox):
    backed(need, cast.leo, cast.nora)
    deliver()
    travel(minutes=4)
    ten_things(need, cast)
    deliver()
    travel(minutes=2)
    deliver()

    [mail] = [mail for mail in mailbox if mail.to == [cast.salma.email]]
    assert mail.body.count("“I need to hand over a night shift”") == 10
    assert mail.subject.endswith("And 9 more")


def test_what_was_read_is_not_mailed(cast, need, deliver, travel, mailbox):
    needs.offer_answer(need, by=cast.amara)
    deliver()
    actions.read_all(by=cast.salma)
    travel(minutes=6)
    deliver()

    assert mailbox == []


@pytest.fixture(params=[("daily", 2), ("weekly", 8)])
def days(request, cast, need, deliver):
    """An offer is told to somebody with this rhythm; so many days later it must have come."""
    rhythm, days = request.param
    actions.choose_rhythm(Family.MINE, rhythm, by=cast.salma)
    needs.offer_answer(need, by=cast.amara)
    deliver()
    return days


def test_a_rhythm_gathers(days, deliver, travel, mailbox):
    travel(minutes=10)
    deliver()
    assert mailbox == []
    travel(days=days)
    deliver()

    assert len(mailbox) == 1


def test_never_means_never(cast, need, deliver, travel, mailbox):
    actions.choose_rhythm(Family.MINE, Rhythm.NEVER, by=cast.salma)
    needs.offer_answer(need, by=cast.amara)
    deliver()
    travel(days=9)
    deliver()

    assert mailbox == []
    assert Notice.objects.filter(person=cast.salma).count() == 1


def test_what_waits_follows_a_new_choice(cast, need, deliver, travel, mailbox):
    needs.offer_answer(need, by=cast.amara)
    deliver()
    actions.choose_rhythm(Family.MINE, Rhythm.NEVER, by=cast.salma)
    travel(days=9)
    deliver()

    assert mailbox == []


def test_who_left_is_sent_nothing(cast, need, deliver, travel, mailbox):
    needs.offer_answer(need, by=cast.amara)
    deliver()
    deactivate_person(cast.salma, by=cast.pavel)
    travel(days=2)
    deliver()

    assert mailbox == []
    assert not Mail.objects.filter(person=cast.salma).exists()


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_digest_comes_at_eight_where_the_person_is(cast, zone):
    cast.salma.time_zone = zone
    due = mail_due(Rhythm.DAILY, cast.salma, now())

    assert due is not None
    assert now() < due <= now() + timedelta(days=2)
    assert due.astimezone(ZoneInfo(zone)).hour == 8


def test_a_weekly_digest_comes_on_monday(cast):
    due = mail_due(Rhythm.WEEKLY, cast.salma, timezone.now())

    assert due is not None
    assert due.weekday() == 0
