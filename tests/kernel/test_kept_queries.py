"""A kept query answers what its queryset would, whatever the values, in one query and without building it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import QuerySet

from manyhands.kernel.clock import now, telling, today
from manyhands.kernel.kept_queries import CannotBeKept, kept_query
from manyhands.needs.models import Need
from manyhands.people.models import Person
from tests.factories_needs import a_need

Counting = Callable[[int], Any]


@pytest.fixture
def needs(cast: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(
        shift=a_need(cast.salma, "hand over a night shift", cast.north),
        lorry=a_need(cast.leo, "know which gate takes which lorry", cast.south),
    )


def test_each_person_gets_their_own_rows(
    cast: SimpleNamespace, needs: SimpleNamespace, django_assert_num_queries: Counting
) -> None:
    built = []

    @kept_query
    def asked(person: Person, *, limit: int) -> QuerySet[Need]:
        built.append(person)
        return Need.objects.filter(declarer=person).select_related("declarer")[:limit]

    assert [need.declarer for need in asked(cast.salma, limit=5)] == [cast.salma]
    with django_assert_num_queries(1):
        assert asked(cast.leo, limit=5) == [needs.lorry]
    assert asked(cast.nora, limit=5) == []
    assert len(built) == 2  # once, and once more to see that it may be kept


def test_who_may_see_what_is_asked_of_the_same_rule(
    cast: SimpleNamespace, needs: SimpleNamespace
) -> None:
    Need.objects.filter(pk=needs.shift.pk).update(is_restricted=True)

    @kept_query
    def seen(person: Person) -> QuerySet[Need]:
        return Need.objects.visible_to(person).order_by("pk")

    for person in (cast.nora, cast.leo, cast.pavel, cast.hana, cast.mei, cast.salma, cast.tom):
        assert seen(person) == list(Need.objects.visible_to(person).order_by("pk"))


def test_lists_of_any_length(needs: SimpleNamespace) -> None:
    @kept_query
    def among(ids: list[int]) -> QuerySet[Need, int]:
        return Need.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)

    all_ids = sorted([needs.shift.pk, needs.lorry.pk])
    for ids in ([], all_ids[:1], all_ids, [*all_ids, 901, 902, 903], [901] * 30):
        assert among(ids) == sorted(set(ids) & set(all_ids))


def test_an_empty_list_is_asked_for_as_well(
    needs: SimpleNamespace, django_assert_num_queries: Counting
) -> None:
    """Else how many queries a page asks would depend on what there is."""

    @kept_query
    def among(ids: list[int]) -> QuerySet[Need]:
        return Need.objects.filter(pk__in=ids)

    for ids in ([], [needs.shift.pk]):
        with django_assert_num_queries(1):
            among(ids)


def test_small_columns_hold_their_marks(needs: SimpleNamespace) -> None:
    @kept_query
    def reopened(times: int) -> QuerySet[Need]:
        return Need.objects.filter(reopened_count=times).order_by("pk")

    assert reopened(0) == [needs.shift, needs.lorry]
    assert reopened(1) == []


def test_the_clock_is_asked_each_time(needs: SimpleNamespace) -> None:
    @kept_query
    def asked_before_now(since: datetime) -> QuerySet[Need]:
        return Need.objects.filter(declared_at__lt=now(), declared_at__gte=since)

    long_ago = now() - timedelta(days=300)
    assert len(asked_before_now(long_ago)) == 2
    with telling(long_ago):
        assert asked_before_now(long_ago - timedelta(days=1)) == []
    assert len(asked_before_now(long_ago)) == 2


def test_days_are_values_too(needs: SimpleNamespace) -> None:
    @kept_query
    def overdue() -> QuerySet[Need]:
        return Need.objects.filter(needed_by__lt=today())

    assert overdue() == []
    Need.objects.filter(pk=needs.lorry.pk).update(needed_by=today() - timedelta(days=1))
    assert overdue() == [needs.lorry]
    with telling(now() - timedelta(days=3)):
        assert overdue() == []


@pytest.mark.django_db
def test_what_computes_with_its_values_is_refused() -> None:
    @kept_query
    def recent() -> QuerySet[Need]:
        return Need.objects.filter(declared_at__gte=now() - timedelta(days=7))

    @kept_query
    def odd(pk: int) -> QuerySet[Need]:
        return Need.objects.filter(pk=pk * 2)

    @kept_query
    def hasty(pk: int) -> QuerySet[Need]:
        return Need.objects.filter(pk__in=list(Need.objects.filter(pk=pk)))

    with pytest.raises(CannotBeKept, match="while"):
        hasty(3)
    with pytest.raises(CannotBeKept, match="recent"):
        recent()
    with pytest.raises(CannotBeKept, match="odd"):
        odd(3)


@pytest.mark.filterwarnings("ignore:.*computes with its values")
def test_outside_tests_it_is_built_anew_each_time(needs: SimpleNamespace) -> None:
    @kept_query
    def next_one(pk: int) -> QuerySet[Need]:
        return Need.objects.filter(pk=pk + 1)

    assert next_one(needs.shift.pk) == [needs.lorry]
    assert next_one(needs.lorry.pk) == []
