"""Which tests ask for a database: pytest-django lets no other reach one."""

from __future__ import annotations

import pytest

ASKING = {"db", "transactional_db"}


def asks_for_a_database(test: pytest.Item) -> bool:
    """By a mark, by a fixture, or by one of ours that lifts the block itself; or it passes over one of the two."""
    return (
        any(test.get_closest_marker(mark) for mark in ("django_db", "skipif"))
        or not ASKING.isdisjoint(test.fixturenames)
        or any(_lifts_the_block(fixture) for fixture in _fixtures_of(test))
    )


def _fixtures_of(test):
    known = test._fixtureinfo.name2fixturedefs
    return [fixture for shadowed in known.values() for fixture in shadowed]


def _lifts_the_block(fixture) -> bool:
    is_ours = not fixture.func.__module__.startswith("pytest_django")
    return is_ours and "django_db_blocker" in fixture.argnames
