"""Installations of their own beside the test run's: a data folder and a database each."""

from __future__ import annotations

import lzma
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from manyhands.backup.archive import Archive
from manyhands.backup.making import make_backup
from manyhands.backup.restoring import restore
from manyhands.config.environment import _sqlite
from manyhands.people.organisation import forget_organisation

FIRST_DEMO = Path(__file__).parent / "upgrade/first_demo.db.xz"


def say_nothing(_part: str, _done: int, _whole: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Place:
    folder: Path
    database: dict[str, Any]

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let everything inside the block happen there instead."""
        own, folders = connections["default"], (settings.DATA_DIR, settings.MEDIA_ROOT)
        own_settings = connections.settings["default"]
        connections.settings["default"] = deepcopy(self.database)
        connections["default"] = connections.create_connection("default")
        settings.DATA_DIR, settings.MEDIA_ROOT = self.folder, self.folder / "media"
        forget_organisation()
        try:
            yield
        finally:
            connection.close()
            connections["default"], connections.settings["default"] = own, own_settings
            settings.DATA_DIR, settings.MEDIA_ROOT = folders
            forget_organisation()

    def keep(self, file: Path, progress=say_nothing) -> Path:
        with self.entered(), file.open("wb") as out:
            make_backup(out, progress=progress)
        return file

    def take_back(self, file: Path) -> None:
        with self.entered():
            restore(Archive(file), progress=say_nothing)


def sqlite_place(folder: Path) -> Place:
    database = connections.configure_settings({"default": _sqlite(folder / "manyhands.sqlite3")})
    return Place(folder, database["default"])


@contextmanager
def postgresql_place(folder: Path, model: str = "template1") -> Iterator[Place]:
    """A database beside the run's own, gone at the end."""
    name = f"elsewhere_{secrets.token_hex(6)}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {model}")
    try:
        yield Place(folder, {**deepcopy(connection.settings_dict), "NAME": name})
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def place_on_this_database(folder: Path) -> Iterator[Place]:
    """An empty place on the kind of database that this run is about."""
    if connection.vendor == "sqlite":
        yield sqlite_place(folder)
    else:
        with postgresql_place(folder) as place:
            yield place


@contextmanager
def copy_of(place: Place, folder: Path) -> Iterator[Place]:
    """Another place with the same files and rows."""
    shutil.copytree(place.folder, folder)
    if connection.vendor == "sqlite":
        yield sqlite_place(folder)
    else:
        with postgresql_place(folder, model=place.database["NAME"]) as copy:
            yield copy


def first_demo(folder: Path) -> Place:
    """The demo's data folder as the first version made it, with its old tables."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manyhands.sqlite3").write_bytes(lzma.decompress(FIRST_DEMO.read_bytes()))
    (folder / "secret-key").write_text("the first demo's own secret")
    return sqlite_place(folder)
