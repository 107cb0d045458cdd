"""An installation with people, rows and files, kept in a file, on the kind of database that the run is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from manyhands.media.storing import store_file
from manyhands.people.models import Person
from tests.factories_media import a_file, a_picture
from tests.places import Place, copy_of, first_demo, place_on_this_database, sqlite_place


@pytest.fixture(scope="session")
def model(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Place]:
    """The demo organisation with two files. Nobody changes it."""
    folder, places = tmp_path_factory.mktemp("model"), ExitStack()
    with django_db_blocker.unblock():
        place = places.enter_context(place_on_this_database(folder / "here"))
        place.take_back(first_demo(folder / "first").keep(folder / "first.backup"))
        with place.entered():
            nora = Person.objects.get(name__startswith="Nora")
            store_file(a_picture(), scope="organisation", by=nora)
            store_file(a_file("plan.csv", b"day,gate\n1,4\n"), scope="organisation", by=nora)
    yield place
    with django_db_blocker.unblock():
        places.close()


@pytest.fixture(scope="session")
def kept(model, django_db_blocker, tmp_path_factory) -> Path:
    """The backup of it."""
    with django_db_blocker.unblock():
        return model.keep(tmp_path_factory.mktemp("kept") / "ferrow.backup")


@pytest.fixture(scope="module")
def standing(model, django_db_blocker, tmp_path_factory) -> Iterator[Place]:
    """A copy of it, which the tests of one file may change."""
    folder = tmp_path_factory.mktemp("standing") / "here"
    with django_db_blocker.unblock(), copy_of(model, folder) as place:
        yield place


@pytest.fixture
def empty_place(standing, tmp_path) -> Iterator[Callable[[], Place]]:
    """Another machine, on the same kind of database."""
    with ExitStack() as places:
        yield lambda: places.enter_context(place_on_this_database(tmp_path / "elsewhere"))


@pytest.fixture
def empty_sqlite_place(standing, tmp_path) -> Place:
    return sqlite_place(tmp_path / "elsewhere")
