from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.courses.models import Course, Release, ReleaseBlock
from manyhands.feedback import rules
from manyhands.feedback.events import ItemSaid
from manyhands.feedback.models import Item, ItemKind
from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.journal.queue import cancel
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.needs.models import CheckIn
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .counting import recount_remarks
from .moving import held
from .placing import place_on_current
from .remark import Remark

# The same words at the same place again within this time: a form sent twice.
TWICE: Final = timedelta(minutes=10)


@transaction.atomic
def say(release: Release, *, remark: Remark, by: Person) -> Item:
    """Ask, mark as outdated, suggest…: at an exact place of the release that was read. Its authors are told."""
    course = Course.objects.locked(release.course_id)
    require(rules.can_say(by, course))
    said = remark.tidy()
    _require_block(release, said.block_id)
    if (known := _said_just_now(release, said, by)) is not None:
        return known

    item = _keep(course, release, said, by)
    place_on_current(item, course)
    recount_remarks(course.pk)
    _tell(item, by)
    return item


@transaction.atomic
def take_back(item: Item, *, by: Person) -> None:
    """Undo: within a quarter of an hour, and nobody who was not told yet is told."""
    item = held(item)
    require(rules.can_take_back(by, item))
    for entry in Entry.objects.about(item).filter(kind=ItemSaid.kind):
        cancel(entry)
    course_id, item_id = item.course_id, item.pk
    item.delete()
    recount_remarks(course_id)
    publish(f"course:{course_id}", "feedback", {"item": item_id})


@transaction.atomic
def say_not_solved(course: Course, checkin: CheckIn) -> Item | None:
    """What somebody replied to "did it solve your need?", for the authors of the answer. Once for each reply."""
    if course.current is None or course.items.filter(checkin=checkin).exists():
        return None
    moment = checkin.replied_at or now()
    item = Item.objects.create(
        course=course,
        release=course.current,
        person=checkin.person,
        kind=ItemKind.NOT_SOLVED,
        text=checkin.sentence,
        is_nameless=checkin.is_nameless,
        checkin=checkin,
        said_at=moment,
        moved_at=moment,
    )
    recount_remarks(course.pk)
    _tell(item, None if checkin.is_nameless else checkin.person)
    return item


def _require_block(release: Release, block_id: str) -> None:
    if not block_id:
        return
    if not ReleaseBlock.objects.filter(release=release, block_id=block_id).exists():
        raise Refused(
            _("This part is not in the course any more. Load the page, then say it again.")
        )


def _said_just_now(release: Release, said: Remark, by: Person) -> Item | None:
    same = Item.objects.filter(
        release=release,
        person=by,
        kind=said.kind,
        block_id=said.block_id,
        quote=said.quote,
        text=said.text,
    )
    return same.filter(said_at__gte=now() - TWICE).first()


def _keep(course: Course, release: Release, said: Remark, by: Person) -> Item:
    moment = now()
    return Item.objects.create(
        course=course,
        release=release,
        person=by,
        kind=said.kind,
        text=said.text,
        is_nameless=said.is_nameless,
        block_id=said.block_id,
        quote=said.quote,
        prefix=said.prefix,
        suffix=said.suffix,
        said_at=moment,
        moved_at=moment,
    )


def _tell(item: Item, by: Person | None) -> None:
    fact = ItemSaid(
        course_id=item.course_id, title=item.course.title, item_id=item.pk, item_kind=item.kind
    )
    record(fact, by=by, about=item)
    publish(f"course:{item.course_id}", "feedback", {"item": item.pk})
