"""The bell, the list, the choices, and the pages behind them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from manyhands.courses.models import Course
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.journal.models import Delivery, DeliveryState
from manyhands.kernel.clock import now
from manyhands.needs import actions as needs
from manyhands.notifications.models import Family, Mail, Notice, Preference
from tests.factories_courses import FIRST, a_course
from tests.factories_needs import a_need, backed

BELL = "/notices/bell/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def need(cast, deliver):
    need = backed(a_need(cast.salma, "hand over a night shift"), cast.leo)
    needs.offer_answer(need, by=cast.amara)
    deliver()
    return need


def unread(person):
    return Notice.objects.unread().filter(person=person)


def test_the_bell_counts_what_is_new(cast, need, client_for):
    answer = client_for(cast.salma).get(BELL, headers=HTMX)

    assert "2 new" in answer.text
    assert "<html" not in answer.text


def test_the_bell_brings_how_many_needs_wait_once(cast, need, client_for):
    client = client_for(cast.salma)
    first, second = (client.get(BELL, headers=HTMX).text for _ in range(2))

    assert 'id="needs-count" hx-swap-oob="true">1<' in first
    assert "needs-count" not in second


def test_an_open_page_counts_as_read(cast, need, client_for):
    url = f"https://learn.example/needs/{need.pk}/?x=1"
    answer = client_for(cast.salma).get(BELL, headers={**HTMX, "HX-Current-URL": url})

    assert "new" not in answer.text
    assert not unread(cast.salma).exists()


@pytest.mark.parametrize("path", ["/needs/", "/needs/1", "/", "/needs/.*/", "not a path", "/%00/"])
def test_another_open_page_does_not(cast, need, client_for, path):
    client_for(cast.salma).get(BELL, headers={**HTMX, "HX-Current-URL": f"https://x.example{path}"})

    assert unread(cast.salma).count() == 2


@pytest.mark.parametrize("place", ["", "draft/"])
def test_who_has_the_course_open_hears_of_remarks_there(cast, deliver, client_for, place):
    course = a_course(cast.amara)
    remark = Remark(kind="question", text="Where?", block_id=FIRST)
    feedback.say(course.current, remark=remark, by=cast.nora)
    deliver()
    assert unread(cast.amara).count() == 1
    url = f"https://learn.example/courses/{course.pk}/{place}"
    client_for(cast.amara).get(BELL, headers={**HTMX, "HX-Current-URL": url})

    assert not unread(cast.amara).exists()
    assert Course.objects.count() == 1


def test_the_list_says_the_news(cast, need, client_for):
    page = client_for(cast.salma).get("/notices/").text

    assert "2 things are new for you." in page
    assert "Amara Osei offers to answer" in page


def test_a_notice_leads_to_its_place_and_is_read(cast, need, client_for):
    notice = Notice.objects.filter(person=cast.salma).latest("pk")
    answer = client_for(cast.salma).get(f"/notices/{notice.pk}/")

    assert answer["Location"] == f"/needs/{need.pk}/"
    assert unread(cast.salma).count() == 1


def test_another_persons_notice_does_not_exist(cast, need, client_for):
    notice = Notice.objects.filter(person=cast.salma).latest("pk")

    assert client_for(cast.leo).get(f"/notices/{notice.pk}/").status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_all_can_be_seen_at_once(cast, need, client_for, headers):
    answer = client_for(cast.salma).post("/notices/reading/", headers=headers)

    assert answer.status_code == (200 if headers else 303)
    assert not unread(cast.salma).exists()


def test_what_is_told_never_becomes_markup(cast, deliver, client_for):
    need = a_need(cast.salma, "<script>alert(1)</script>")
    needs.offer_answer(need, by=cast.amara)
    deliver()
    page = client_for(cast.salma).get("/notices/").text

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_each_chooses_what_comes_by_mail(cast, client_for):
    chosen = dict.fromkeys(Family.values, "weekly")
    answer = client_for(cast.salma).post("/notices/preferences/", chosen)

    assert answer.status_code == 303
    assert Preference.objects.filter(person=cast.salma, rhythm="weekly").count() == len(Family)


def test_a_choice_that_does_not_exist_is_refused(cast, client_for):
    answer = client_for(cast.salma).post("/notices/preferences/", {"waits": "hourly"})

    assert answer.status_code == 422
    assert not Preference.objects.exists()


@pytest.fixture
def mail(cast, need, deliver, travel):
    travel(minutes=6)
    deliver()
    return Mail.objects.get(person=cast.salma)


def test_one_click_stops_these_mails_without_signing_in(cast, mail):
    link = re.search(r"(/notices/unsubscribe/[^>]+)>", mail.headers["List-Unsubscribe"])
    assert link
    answer = Client(enforce_csrf_checks=True).post(link[1], {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert Preference.objects.get(person=cast.salma).rhythm == "never"


def test_looking_at_the_link_stops_nothing(cast, mail):
    link = re.search(r"(/notices/unsubscribe/[^>]+)>", mail.headers["List-Unsubscribe"])
    assert link
    page = Client().get(link[1])

    assert "What I asked for or said" in page.text
    assert not Preference.objects.exists()


def test_a_forged_link_does_not_exist(cast):
    assert Client().post("/notices/unsubscribe/eyJwZXJzb24iOjF9:1x:y/").status_code == 404


def test_the_demos_outbox_shows_its_mails(cast, mail, client_for):
    client = client_for(cast.nora)

    assert mail.subject.split("“")[0].strip() in client.get("/notices/outbox/").text
    page = client.get(f"/notices/outbox/{mail.pk}/").text
    assert '<div class="panel as-typed">Hello Salma,\n' in page


def test_outside_the_demo_there_is_no_outbox(cast, mail, client_for, settings):
    settings.DEMO = False

    assert client_for(cast.pavel).get("/notices/outbox/").status_code == 404
    assert client_for(cast.pavel).get(f"/notices/outbox/{mail.pk}/").status_code == 404


@pytest.fixture
def parked(db):
    return Delivery.objects.create(
        receiver="notifications.send_mail",
        subject="mail:1",
        payload={"mail_id": 1},
        state=DeliveryState.PARKED,
        attempts=8,
        run_at=now(),
        error="SMTPDataError: no such person",
    )


def test_an_administrator_sees_what_is_stuck_and_tries_again(cast, parked, client_for):
    client = client_for(cast.pavel)
    assert "no such person" in client.get("/notices/parked/").text
    client.post(f"/notices/parked/{parked.pk}/")

    parked.refresh_from_db()
    assert (parked.state, parked.attempts) == (DeliveryState.OPEN, 0)


def test_the_administration_shows_what_is_stuck(cast, parked, client_for):
    client = client_for(cast.pavel)

    assert 'hx-get="/notices/parked/"' in client.get("/administration/").text
    assert "no such person" in client.get("/notices/parked/", headers=HTMX).text


@pytest.mark.parametrize("number", ["0", "999999999999999999999999"])
def test_what_is_not_parked_cannot_be_tried(cast, parked, client_for, number):
    assert client_for(cast.pavel).post(f"/notices/parked/{number}/").status_code == 404


def test_others_do_not_know_of_it(cast, parked, client_for):
    client = client_for(cast.hana)

    assert client.get("/notices/parked/").status_code == 404
    assert client.post(f"/notices/parked/{parked.pk}/").status_code == 404


@pytest.mark.parametrize("count", [3, 120])
def test_pages_cost_the_same_however_much_was_told(
    cast, client_for, count, django_assert_max_num_queries
):
    Notice.objects.bulk_create(
        Notice(
            person=cast.salma,
            entry_id=n,
            kind="need_backed",
            family="mine",
            actor_id=cast.leo.pk,
            facts={"title": "x"},
            url="/needs/1/",
            told_at=now(),
        )
        for n in range(count)
    )
    client = client_for(cast.salma)
    client.get("/notices/")
    with django_assert_max_num_queries(8):
        client.get("/notices/")
    with django_assert_max_num_queries(5):
        client.get(BELL, headers=HTMX)
