"""Rows that are written without ceremony are the rows that Django would have written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, models
from django.db.models import F
from django.db.models.signals import post_save

from manyhands.journal.models import Delivery, Entry
from manyhands.kernel.clock import now
from manyhands.kernel.saving import insert_rows, update_row, update_rows
from manyhands.needs.models import Need
from manyhands.notifications.models import Notice
from tests.factories_needs import a_need

FACTS = {"title": "Gate “3” 100 %", "numbers": [1, None, 2.5]}


def an_entry(**others):
    said = {
        "kind": "tests.said",
        "actor_id": None,
        "subject_type": "tests.thing",
        "subject_id": 2**40,
        "facts": FACTS,
        "happened_at": now(),
    }
    return Entry(**{**said, **others})


def known(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.django_db
def test_a_new_row_is_kept_with_its_number_in_one_statement(django_assert_num_queries):
    entry = an_entry()
    with django_assert_num_queries(1):
        entry.save()

    assert entry.pk
    assert not entry._state.adding
    assert known(Entry.objects.get(pk=entry.pk)) == known(entry)


@pytest.mark.django_db
def test_only_the_named_columns_are_changed():
    entry = an_entry()
    entry.save()
    entry.kind, entry.facts = "tests.changed", {}
    entry.save(update_fields=["facts"])

    found = Entry.objects.get(pk=entry.pk)
    assert (found.kind, found.facts) == ("tests.said", {})


@pytest.mark.django_db
def test_a_row_with_a_number_that_is_not_there_is_made():
    an_entry(pk=77).save()

    assert Entry.objects.get().pk == 77


@pytest.mark.django_db
def test_what_is_gone_cannot_be_changed():
    entry = an_entry()
    entry.save()
    Entry.objects.all().delete()

    assert update_row(Entry, entry.pk, kind="tests.changed") is False
    with pytest.raises(DatabaseError):
        entry.save(update_fields=["kind"])


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [0, 1, 3])
def test_several_rows_are_changed_at_once(changed):
    entries = [an_entry() for _ in range(4)]
    for entry in entries:
        entry.save()

    pks = [entry.pk for entry in entries[:changed]]
    assert update_rows(Entry, pks, kind="tests.changed") == changed
    assert Entry.objects.filter(kind="tests.changed").count() == changed


@pytest.mark.django_db
def test_what_is_there_already_is_left_as_it_is(cast):
    def a_notice(kind):
        return Notice(
            person_id=cast.leo.pk, entry_id=1, kind=kind, family="mine", url="/", told_at=now()
        )

    insert_rows([a_notice("tests.first")])
    insert_rows([a_notice("tests.second")], unless_there=True)

    assert Notice.objects.get().kind == "tests.first"


@pytest.mark.django_db
def test_who_listens_is_told():
    heard = []

    def hear(instance, created, **_):
        heard.append((instance, created))

    post_save.connect(hear, sender=Entry)
    try:
        entry = an_entry()
        entry.save()
    finally:
        post_save.disconnect(hear, sender=Entry)
    assert heard == [(entry, True)]


def test_what_the_database_computes_goes_djangos_way(cast):
    need = a_need(cast.salma, "hand over a night shift", cast.north)
    need.reopened_count = F("reopened_count") + 2
    need.save(update_fields=["reopened_count"])

    assert Need.objects.get(pk=need.pk).reopened_count == 2


def test_a_row_is_changed_by_its_number(cast):
    need = a_need(cast.salma, "hand over a night shift", cast.north)
    day = now().date() + timedelta(days=3)

    assert update_row(Need, need.pk, needed_by=day, summary={"faces": []}, declarer_id=cast.leo.pk)

    found = Need.objects.get(pk=need.pk)
    assert (found.needed_by, found.summary, found.declarer_id) == (day, {"faces": []}, cast.leo.pk)


@pytest.mark.django_db
def test_several_rows_in_one_statement(django_assert_num_queries):
    entry = an_entry()
    entry.save()
    rows = [Delivery(entry=entry, receiver=f"r{n}", subject="s", run_at=now()) for n in range(3)]
    with django_assert_num_queries(1):
        insert_rows(rows)

    expected = [(f"r{n}", entry.pk, {}, "open", None) for n in range(3)]
    columns = ("receiver", "entry_id", "payload", "state", "leased_until")
    assert list(Delivery.objects.order_by("pk").values_list(*columns)) == expected


def test_its_two_statements_are_still_asked_of_it():
    """What these rooms stand on inside Django, which is promised nowhere."""
    assert {"_do_insert", "_do_update"} <= vars(models.Model).keys()
