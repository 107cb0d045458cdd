from __future__ import annotations

from manyhands.journal import queue
from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.needs.events import NeedDeclared


def test_the_cast_stands_where_the_demo_puts_it(cast):
    assert cast.salma.circle == sorted([cast.root.pk, cast.operations.pk, cast.north.pk])
    assert cast.root.people_count == 10
    assert set(cast.hana.coached) >= {cast.root.pk, cast.care.pk, cast.customs.pk}
    assert cast.mei.managed == [cast.north.pk]


def test_an_event_is_kept_with_who_and_about_what(cast):
    record(NeedDeclared(need_id=7, title="fly"), by=cast.nora, about=cast.nora)

    entry = Entry.objects.get()
    assert (entry.kind, entry.actor_id) == ("needs.need.declared", cast.nora.pk)
    assert entry.facts == {"need_id": 7, "title": "fly"}


def test_a_quiet_queue_has_nothing_to_lease(cast):
    assert queue.lease_due() == []
