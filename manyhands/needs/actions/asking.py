""" "Did it solve your need?": who is asked, and when (rulings B1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.clock import now
from manyhands.needs.events import CheckInAsked
from manyhands.needs.models import CheckIn, Need, Reply, Wave
from manyhands.people.models import Person

from .answering import is_waiting_for
from .held import hold, keep

# Never more than one such question a day per person.
BETWEEN: Final = timedelta(days=1)
BATCH: Final = 500


@transaction.atomic
def ask_whether_solved(need: Need, person: Person) -> CheckIn | None:
    """Ask somebody who waited: now, or a day after the last such question. None when there is nothing to ask."""
    need = hold(need)
    if not need.is_answered or not person.is_active or not is_waiting_for(person, need):
        return None
    checkin, _made = CheckIn.objects.get_or_create(
        need=need,
        person=person,
        wave=Wave.AT_ONCE,
        round=need.reopened_count,
        defaults={"due_at": now()},
    )
    if checkin.replied_at and checkin.reply != Reply.NOT_READ:
        return None
    _ask_anew_after_not_read(checkin)
    if checkin.asked_at is None:
        Person.objects.locked(person.pk)  # two answers finished at the same moment: one question
        free_at = _free_at(person.pk)
        checkin.due_at = max(free_at, now()) if free_at else now()
        checkin.save(update_fields=["due_at"])
        if checkin.due_at <= now():
            _ask(checkin)
    return checkin


def ask_who_is_due() -> int:
    """Put the questions that are due, one to a person. Returns how many were put."""
    recently = CheckIn.objects.filter(asked_at__gt=now() - BETWEEN).values("person_id")
    due = (
        CheckIn.objects.unasked()
        .filter(due_at__lte=now(), person__is_active=True)
        .exclude(person__in=recently)
        .order_by("due_at", "pk")
    )
    asked: set[int] = set()
    for pk, person_id in due.values_list("pk", "person_id")[:BATCH]:
        if person_id not in asked and _ask_by_the_clock(pk):
            asked.add(person_id)
    return len(asked)


@transaction.atomic
def _ask_by_the_clock(pk: int) -> bool:
    checkin = CheckIn.objects.unasked().select_related("need").filter(pk=pk).first()
    if checkin is None:
        return False
    checkin.need = hold(checkin.need)
    checkin.refresh_from_db(fields=["asked_at"])
    Person.objects.locked(checkin.person_id)
    if checkin.asked_at or _free_at(checkin.person_id):
        return False
    _ask(checkin)
    return True


def _ask(checkin: CheckIn) -> None:
    checkin.asked_at = now()
    checkin.save(update_fields=["asked_at"])
    need = checkin.need
    keep(need)
    fact = CheckInAsked(
        need_id=need.pk,
        title=need.statement,
        checkin_id=checkin.pk,
        person_id=checkin.person_id,
        wave=checkin.wave,
    )
    record(fact, by=None, about=need)


def _ask_anew_after_not_read(checkin: CheckIn) -> None:
    """ "Not read yet" was said; now they have, so the question stands again."""
    if checkin.reply == Reply.NOT_READ:
        checkin.reply, checkin.replied_at, checkin.asked_at = "", None, None
        checkin.save(update_fields=["reply", "replied_at", "asked_at"])


def _free_at(person_id: int) -> datetime | None:
    """When the next question may be put, where one was put less than a day ago."""
    last = CheckIn.objects.filter(person=person_id, asked_at__gt=now() - BETWEEN)
    asked_at = last.order_by("-asked_at").values_list("asked_at", flat=True).first()
    return asked_at + BETWEEN if asked_at else None
