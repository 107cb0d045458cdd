"""Mails written from notices: all that waits for one person in one mail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.kernel.text import shorten, squeeze
from manyhands.people.models import Person
from manyhands.web.links import url
from manyhands.web.templating import jinja

from .models import Mail, Notice
from .sentences import Told, put_into_words
from .telling import COMPANY

# More than anybody reads in one mail; the rest follows in the next.
MOST: Final = 100
UNSUBSCRIBE_SALT: Final = "manyhands.unsubscribe"


def people_due(moment: datetime, limit: int = 500) -> list[int]:
    """The ids of those to whom something unread is due."""
    due = Notice.objects.unmailed().unread().filter(mail_due_at__lte=moment)
    return list(due.order_by().values_list("person_id", flat=True).distinct()[:limit])


@transaction.atomic
def write_mail(person_id: int, moment: datetime) -> Mail | None:
    """Put what is due for this person, and what would be within minutes, into one waiting mail.

    None when nothing is left to say.
    """
    waiting = Notice.objects.unmailed().unread().filter(person_id=person_id)
    person = Person.objects.active().filter(pk=person_id).first()
    if person is None:
        waiting.update(mail_wanted=False)
        return None
    notices = waiting.filter(mail_due_at__lte=moment + COMPANY)
    told = put_into_words(notices.order_by("id")[:MOST])
    if not told:
        return None
    families = sorted({one.notice.family for one in told})
    stop = settings.BASE_URL + url("notifications:unsubscribe", stop_token(person, families))
    context = {
        "told": told,
        "person": person,
        "base": settings.BASE_URL,
        "stop": stop,
        "greeting": _("Hello %(name)s,") % {"name": person.first_name},
    }
    mail = Mail.objects.create(
        person=person,
        to=person.email,
        message_id=message_id((one.notice.entry_id for one in told), person),
        subject=subject_of(told),
        text=jinja().get_template("notifications/mail.txt").render(context),
        html=jinja().get_template("notifications/mail.html").render(context),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
        written_at=moment,
    )
    Notice.objects.filter(pk__in=[one.notice.pk for one in told]).update(mail=mail)
    return mail


def subject_of(told: list[Told]) -> str:
    first = shorten(told[0].sentence, 120)
    if len(told) == 1:
        return squeeze(first)
    more = len(told) - 1
    return squeeze(
        ngettext("%(first)s And %(n)d more", "%(first)s And %(n)d more", more)
        % {"first": first, "n": more}
    )


def message_id(entry_ids: Iterable[int], person: Person) -> str:
    """Computed from the events and the person, so that a mail sent twice is recognised as one (RFC 5322, 3.6.4)."""
    events = ",".join(str(pk) for pk in sorted(entry_ids))
    digest = hashlib.sha256(f"{person.uuid}:{events}".encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"


def stop_token(person: Person, families: list[str]) -> str:
    """What the link "no more of these mails" carries: signed, needs no signing in, never runs out."""
    return signing.dumps({"person": person.pk, "families": families}, salt=UNSUBSCRIBE_SALT)


def read_stop_token(token: str) -> tuple[int, list[str]] | None:
    try:
        facts = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    except signing.BadSignature:
        return None
    return int(facts["person"]), list(facts["families"])
