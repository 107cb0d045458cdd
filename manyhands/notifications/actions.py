"""What people do with what they are told."""

from __future__ import annotations

from django.db import transaction

from manyhands.kernel.clock import now
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .models import Family, Notice, Preference, Rhythm
from .telling import mail_due


@transaction.atomic
def read_notice(notice: Notice, *, by: Person) -> None:
    """Opened: it is no longer new, and no mail about it follows."""
    changed = Notice.objects.unread().filter(pk=notice.pk, person=by).update(read_at=now())
    if changed:
        publish(f"person:{by.pk}", "notices")


@transaction.atomic
def read_all(*, by: Person) -> int:
    """Nothing is new any more. Returns how many were."""
    changed = Notice.objects.unread().filter(person=by).update(read_at=now())
    if changed:
        publish(f"person:{by.pk}", "notices")
    return changed


@transaction.atomic
def read_on_page(path: str, *, by: Person) -> int:
    """The person has this page open: what is told about it needs neither a mark nor a mail."""
    return (
        Notice.objects.unread()
        .filter(person=by, url__startswith=path)
        .filter(url__regex=rf"^{_escape(path)}(#.*)?$")
        .update(read_at=now())
    )


@transaction.atomic
def choose_rhythm(family: str, rhythm: str, *, by: Person) -> None:
    """How often mails of one family come; what already waits follows the new choice."""
    Preference.objects.update_or_create(
        person=by, family=Family(family), defaults={"rhythm": Rhythm(rhythm)}
    )
    waiting = Notice.objects.unmailed().filter(person=by, family=family)
    waiting.update(
        mail_wanted=rhythm != Rhythm.NEVER, mail_due_at=mail_due(Rhythm(rhythm), by, now())
    )


def _escape(path: str) -> str:
    import re

    return re.escape(path)
