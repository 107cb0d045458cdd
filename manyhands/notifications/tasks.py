"""Mails: written by a sweep, sent one by one by jobs that may be repeated."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from manyhands.journal.lanes import Lane
from manyhands.journal.queue import AHEAD, every, outward_job, schedule
from manyhands.kernel.clock import now
from manyhands.web.mail import Letter, Post

from .digests import people_due, write_mail
from .models import Mail, MailState, Notice


@every(minutes=1)
def write_mails() -> None:
    """Each minute: what has waited long enough for company becomes a mail and its sending a job."""
    moment = now()
    for person_id in people_due(moment):
        with transaction.atomic():
            mail = write_mail(person_id, moment)
            if mail is not None:
                post(mail)


@every(minutes=10)
def pull_back_mails_from_the_future() -> None:
    """Notices told while the clock ran ahead are mailed as if told now, not when that moment comes."""
    moment = now()
    for notice in Notice.objects.unmailed().unread().filter(told_at__gt=moment + AHEAD):
        wait = max((notice.mail_due_at or moment) - notice.told_at, timedelta())
        ahead = Notice.objects.filter(pk=notice.pk, told_at=notice.told_at)
        ahead.update(told_at=moment, mail_due_at=notice.mail_due_at and moment + wait)


@transaction.atomic
def take_letter(letter: Letter) -> None:
    """The transport of mails that are not notices: into the same outbox, once for each Message-ID."""
    mail, is_new = Mail.objects.get_or_create(
        message_id=letter.message_id,
        defaults={
            "to": letter.to,
            "subject": letter.subject[:200],
            "text": letter.text,
            "html": letter.html,
            "headers": {"Auto-Submitted": "auto-generated"},
            "is_secret": letter.is_secret,
            "written_at": now(),
        },
    )
    if is_new:
        post(mail)


def post(mail: Mail) -> None:
    schedule(send_mail, subject=f"mail:{mail.pk}", payload={"mail_id": mail.pk})


@outward_job(lane=Lane.POST)
def send_mail(mail_id: int) -> None:
    """Hand one mail to the mail server. Killed between its "250" and our row, it goes out again, recognisably."""
    mail = Mail.objects.select_related("person").filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return
    if mail.person and not mail.person.is_active:
        mail.delete()  # they left while it waited
        return
    message = Post(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={**mail.headers, "Message-ID": mail.message_id},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
    sent = {"state": MailState.SENT, "sent_at": now()}
    forgotten = {"text": "", "html": ""} if mail.is_secret and not settings.DEMO else {}
    Mail.objects.filter(pk=mail.pk).update(**sent, **forgotten)
