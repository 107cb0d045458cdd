"""The build asks again on PostgreSQL what asks for a database; whatever does not has none."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.fixture
def is_asked_again(request):
    return request.node.get_closest_marker("database") is not None


@pytest.fixture(scope="session")
def opened_by_hand(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return connection.vendor


def test_what_asks_for_none_reaches_none(is_asked_again):
    assert not is_asked_again
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()


def test_what_asks_by_a_fixture_is_asked_again(is_asked_again, cast):
    assert is_asked_again


@pytest.mark.django_db
def test_what_asks_by_a_mark_is_asked_again(is_asked_again):
    assert is_asked_again


def test_what_asks_by_a_place_of_its_own_is_asked_again(is_asked_again, opened_by_hand):
    assert is_asked_again


@pytest.mark.skipif(connection.vendor == "oracle", reason="Nobody has it")
def test_what_passes_over_one_kind_is_asked_on_each(is_asked_again):
    assert is_asked_again
