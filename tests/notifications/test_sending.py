"""Mails through a real server: taken, refused, put off, and away."""

from __future__ import annotations

import pytest

from manyhands.journal.models import Delivery, DeliveryState
from manyhands.journal.queue import MAX_ATTEMPTS, PAUSES
from manyhands.needs import actions
from manyhands.notifications.models import Mail, MailState
from manyhands.notifications.tasks import send_mail
from manyhands.people.actions import deactivate_person
from manyhands.web.mail import message_id_for, post_mail
from tests.factories_needs import a_need

from .postbox import free_port, open_postbox

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def port(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return settings.EMAIL_PORT


@pytest.fixture
def waiting(cast, deliver, travel):
    """A mail that is about to be sent: Amara offers, Salma is told."""
    need = a_need(cast.salma, "hand over a night shift")
    actions.offer_answer(need, by=cast.amara)
    deliver()
    travel(minutes=6)


@pytest.mark.usefixtures("waiting")
def test_a_mail_arrives_with_both_parts_and_a_way_out(deliver, port):
    with open_postbox(port) as box:
        deliver()

    [mail] = box.mails
    assert mail["To"] == "salma@ferrow.example"
    assert (
        mail["Subject"].strip()
        == "Amara Osei offers to answer “I need to hand over a night shift”."
    )
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_body(("plain",)).get_content()
    assert "Hello Salma," in text
    assert mail["List-Unsubscribe"].strip(" <>") in text


@pytest.mark.usefixtures("waiting")
def test_headers_are_not_folded_into_pieces(deliver, port):
    with open_postbox(port) as box:
        deliver()

    head = box.raw[0].split(b"\r\n\r\n")[0]
    assert b"=?utf-8?q?=3C" not in head
    assert max(len(line) for line in head.split(b"\r\n")) < 998


@pytest.mark.usefixtures("waiting")
def test_a_mail_sent_again_is_recognised_by_its_id(deliver, port):
    with open_postbox(port) as box:
        deliver()
        mail = Mail.objects.get()
        Mail.objects.update(state=MailState.WAITING)  # killed before our row was written
        send_mail(mail.pk)
        send_mail(mail.pk)

    assert [one["Message-ID"] for one in box.mails] == [mail.message_id] * 2


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("answer", ["451 Try later", "554 No such person"])
def test_what_the_server_does_not_take_is_tried_again(deliver, travel, port, answer):
    with open_postbox(port) as box:
        box.answer = answer
        deliver()
        assert Mail.objects.get().state == MailState.WAITING
        box.answer = "250 OK"
        travel(minutes=1)
        deliver()

    assert len(box.mails) == 1
    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.usefixtures("waiting")
def test_a_server_that_is_away_loses_nothing(deliver, travel, port):
    deliver()
    assert Mail.objects.get().state == MailState.WAITING
    with open_postbox(port) as box:
        travel(minutes=1)
        deliver()

    assert len(box.mails) == 1


@pytest.mark.usefixtures("waiting")
def test_after_eight_failures_it_is_parked_and_others_go_on(deliver, travel, port):
    with open_postbox(port) as box:
        box.answer = "554 No such person"
        deliver()
        for pause in PAUSES:
            travel(seconds=pause)
            deliver()
        parked = Delivery.objects.get(state=DeliveryState.PARKED)
        box.answer = "250 OK"
        post_mail(to="leo@ferrow.example", subject="Hello", text="-", message_id="<a@b.example>")
        deliver()

    assert parked.attempts == MAX_ATTEMPTS
    assert "No such person" in parked.error
    assert [mail["To"] for mail in box.mails] == ["leo@ferrow.example"]


@pytest.mark.usefixtures("waiting")
def test_who_left_meanwhile_gets_no_mail(cast, deliver, travel, port):
    deliver()
    deactivate_person(cast.salma, by=cast.pavel)
    with open_postbox(port) as box:
        travel(minutes=1)
        deliver()

    assert box.mails == []
    assert not Mail.objects.filter(person=cast.salma).exists()


def test_a_letter_is_taken_once_and_forgotten_when_sent(db, deliver, port, settings):
    settings.DEMO = False
    letter = {
        "to": "ada@ferrow.example",
        "subject": "Come in",
        "text": "https://learn.example/invitations/secret/",
        "message_id": message_id_for("invitation-1-1"),
        "is_secret": True,
    }
    with open_postbox(port) as box:
        post_mail(**letter)
        post_mail(**letter)
        deliver()

    assert [mail["Message-ID"] for mail in box.mails] == [letter["message_id"]]
    assert Mail.objects.get().text == ""
