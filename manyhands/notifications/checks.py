"""Whether every mail that was written is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db import transaction

from manyhands.journal.checking import Difference, check
from manyhands.journal.models import Delivery, DeliveryState

from .models import Mail, MailState
from .tasks import post


@check("Mails")
def waiting() -> Iterator[Difference]:
    """A mail waits for its job; a parked job is named among the jobs."""
    on_their_way = set(
        Delivery.objects.filter(
            receiver="notifications.send_mail",
            state__in=(DeliveryState.OPEN, DeliveryState.PARKED),
        ).values_list("subject", flat=True)
    )
    for mail in Mail.objects.filter(state=MailState.WAITING).order_by("pk").iterator():
        if f"mail:{mail.pk}" not in on_their_way:
            yield Difference(
                where=f"Mail {mail.pk} to {mail.to}",
                what="It was written and not sent, and nothing will send it.",
                mend=partial(_post, mail.pk),
            )


@transaction.atomic
def _post(mail_id: int) -> str:
    post(Mail.objects.select_for_update().get(pk=mail_id))
    return "It is on its way."
