"""Mails: written by a sweep, sent one by one by jobs that may be repeated."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from manyhands.journal.queue import every, outward_job, schedule
from manyhands.kernel.clock import now

from .digests import write_due_mails
from .models import Mail, MailState


@every(minutes=1)
def write_mails() -> None:
    """Each minute: what has waited long enough for company becomes a mail and its sending a job."""
    with transaction.atomic():
        for mail in write_due_mails(now()):
            post(mail)


def post(mail: Mail) -> None:
    schedule(send_mail, subject=f"mail:{mail.pk}", payload={"mail_id": mail.pk})


@outward_job
def send_mail(mail_id: int) -> None:
    """Hand one mail to the mail server. Killed between its "250" and our row, it goes out again, recognisably."""
    mail = Mail.objects.filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={**mail.headers, "Message-ID": mail.message_id},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=now())
