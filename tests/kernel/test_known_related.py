"""Rows that are known already are not asked for again."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from manyhands.kernel.kept_queries import know_related
from manyhands.people.models import Membership


def test_known_rows_are_not_asked_for(
    cast: SimpleNamespace, django_assert_num_queries: Callable[[int], Any]
) -> None:
    rows = list(Membership.objects.filter(person=cast.amara))
    know_related(cast.amara, "memberships", rows)
    with django_assert_num_queries(0):
        assert list(cast.amara.memberships.all()) == rows
    with django_assert_num_queries(1):
        assert cast.amara.memberships.filter(pk=rows[0].pk).exists()
