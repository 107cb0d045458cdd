"""Telling people: one notice per event and person, exactly; never about their own acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from manyhands.journal.models import Entry
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.portions import in_portions
from manyhands.kernel.saving import insert_rows
from manyhands.people.models import Person
from manyhands.people.organisation import current_organisation
from manyhands.web.live.hub import publish

from .models import DEFAULTS, Family, Notice, Preference, Rhythm

# Mails "now" wait a little for company: ten events in five minutes are one mail.
COMPANY: Final = timedelta(minutes=5)
DIGEST_HOUR: Final = time(8, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is told: ``kind`` chooses the sentence, ``family`` the rhythm, ``url`` leads to the very place.

    ``is_nameless``: whoever did it gave no name, so the notice has none. ``actor_id`` says who did it where that is
    not whoever the journal names.
    """

    kind: str
    family: Family
    url: str
    is_nameless: bool = False
    actor_id: int | None = None


def tell(people: Iterable[int | None], news: News, *, of: Entry, **facts: Any) -> list[Notice]:
    """Tell these people (ids) of an entry. Said twice, it is told once: the first notice stays."""
    actor_id = news.actor_id or of.actor_id
    wanted = {pk for pk in people if pk is not None and pk not in (of.actor_id, actor_id)}
    common = {
        "entry_id": of.pk,
        "kind": news.kind,
        "family": news.family,
        "actor_id": None if news.is_nameless else actor_id,
        "facts": {**of.facts, **facts},
        "url": news.url,
        "told_at": now(),
    }
    notices = [one for some in in_portions(sorted(wanted)) for one in _tell(set(some), common)]
    for notice in notices:
        publish(f"person:{notice.person_id}", "notices")
    return notices


def _tell(people: set[int], common: dict[str, Any]) -> list[Notice]:
    notices = [
        _notice(reader, common)
        for reader in _readers(common["entry_id"], people, family=common["family"])
    ]
    if notices:
        insert_rows(notices, unless_there=True)
    return notices


def _notice(reader: Any, common: dict[str, Any]) -> Notice:
    rhythm = Rhythm(reader.rhythm or DEFAULTS[common["family"]])
    return Notice(
        **common,
        person_id=reader.pk,
        mail_wanted=rhythm != Rhythm.NEVER,
        mail_due_at=mail_due(rhythm, reader, common["told_at"]),
    )


def mail_due(rhythm: Rhythm, person: Person, moment: datetime) -> datetime | None:
    """When the mail may leave: in five minutes, at eight tomorrow, at eight on Monday, or never."""
    if rhythm == Rhythm.NEVER:
        return None
    if rhythm == Rhythm.NOW:
        return moment + COMPANY
    here = moment.astimezone(ZoneInfo(_zone_of(person)))
    days = 1 if rhythm == Rhythm.DAILY else 7 - here.weekday()
    return datetime.combine(here.date() + timedelta(days=days), DIGEST_HOUR, here.tzinfo)


@kept_query
def _readers(entry_id: int, person_ids: set[int], *, family: str) -> QuerySet[Any]:
    """Who works here and was not told yet, each with the rhythm that they chose, if any."""
    told = Notice.objects.filter(entry_id=entry_id, person=OuterRef("pk"))
    chosen = Preference.objects.filter(family=family, person=OuterRef("pk")).values("rhythm")
    here = Person.objects.active().filter(~Exists(told), pk__in=person_ids)
    readers: QuerySet[Any] = here.annotate(rhythm=Subquery(chosen[:1])).only("pk", "time_zone")
    return readers


def _zone_of(person: Person) -> str:
    organisation = current_organisation()
    return person.time_zone or (organisation.time_zone if organisation else "UTC")


def address_of(subject: Model, anchor: str = "") -> str:
    """The path of a thing's page, with the place on it."""
    path: str = subject.get_absolute_url()  # type: ignore[attr-defined]
    return f"{path}#{anchor}" if anchor else path
