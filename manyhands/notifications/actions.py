"""What people do with what they are told."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.urls import Resolver404, resolve

from manyhands.journal.models import Delivery
from manyhands.journal.queue import retry_parked
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from . import rules
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
    """The person has this page open: what is told about it needs neither a mark nor a mail.

    A release that came meanwhile is not on the open page, so it stays new.
    """
    here = Q(url=path) | Q(url__startswith=f"{path}#") | _said_on(path)
    shown = Notice.objects.unread().filter(here, person=by).exclude(kind="item_done")
    return shown.update(read_at=now())


@transaction.atomic
def try_again(delivery: Delivery, *, by: Person) -> None:
    """A parked delivery starts from the beginning: an administrator has mended what stood in its way."""
    require(rules.can_see_parked(by))
    retry_parked(delivery)


def _said_on(path: str) -> Q:
    """What is said about a course appears at once on its open text and its open draft."""
    try:
        page = resolve(path)
    except Resolver404:
        return Q(pk=None)
    if page.view_name not in ("learning:course", "courses:draft"):
        return Q(pk=None)
    course_id = next(iter(page.kwargs.values()), None)
    return Q(kind__startswith="item_", facts__course_id=course_id)


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
