from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.places import Place, first_demo, place_on_this_database


@pytest.fixture(scope="module")
def first_backup(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the first demo's data folder holds, made by this version out of its old tables."""
    folder = tmp_path_factory.mktemp("first")
    with django_db_blocker.unblock():
        yield first_demo(folder / "data").keep(folder / "first.backup")


@pytest.fixture(scope="module")
def upgraded(first_backup, tmp_path_factory) -> Iterator[Place]:
    """The first demo's rows in the newest tables, on the kind of database that the run is about."""
    with place_on_this_database(tmp_path_factory.mktemp("upgraded")) as place:
        place.take_back(first_backup)
        yield place
