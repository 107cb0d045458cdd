"""Making an installation of a backup, on an empty machine: all of it, or nothing that looks whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from manyhands.search.engines import engine

from . import schema
from .archive import Archive, Progress, from_a_newer
from .making import KEPT_BESIDE
from .refusals import BackupRefused
from .rows import columns_of, count_on, put_in

COMING: Final = ".restoring-"


def restore(archive: Archive, *, progress: Progress) -> None:
    """Take back a backup into an empty database and an empty data folder. Raises BackupRefused."""
    _require_known(archive)
    _require_empty()
    with _files_beside(archive, progress) as move_in, _database():
        try:
            _take_back_rows(archive, progress)
            _bring_up_to_date()
        except DatabaseError as error:
            raise BackupRefused(f"The database does not take the rows: {error}") from error
        _put_beside(archive)
        move_in()


def _require_known(archive: Archive) -> None:
    manifest = archive.manifest
    if schema.unknown_migrations(manifest.migrations):
        raise from_a_newer(manifest.version)
    state = schema.state_of(manifest.migrations)
    known = {model._meta.db_table: set(columns_of(model)) for model in schema.models_of(state)}
    for table in manifest.tables:
        if known.get(table.name) != set(table.columns):
            raise BackupRefused(
                f"This version does not know the table {table.name} as the backup holds it: "
                "install the version that made the backup, restore, then upgrade."
            )


def _require_empty() -> None:
    if schema.has_tables():
        place = settings.DATA_DIR if connection.vendor == "sqlite" else "MANYHANDS_DATABASE"
        raise BackupRefused(
            f"There is a database in {place} already, and nothing of it was touched: "
            "a backup is taken back into an empty data folder (--data) and an empty database."
        )
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and any(media.iterdir()):
        raise BackupRefused(
            f"There are files in {media} already, and none was touched: move them away, or choose another --data."
        )


def _take_back_rows(archive: Archive, progress: Progress) -> None:
    """Tables as they were when the backup was made, then their rows."""
    manifest = archive.manifest
    executor = MigrationExecutor(connection)
    state = executor.migrate(schema.newest_of(manifest.migrations))
    models = {model._meta.db_table: model for model in schema.models_of(state)}
    with transaction.atomic():
        # Leaves all foreign keys to the end again: migrations in this transaction had some checked at once.
        connection.check_constraints()
        for model in models.values():
            _empty(model)
        for at, table in enumerate(manifest.tables, start=1):
            put_in(models[table.name], table.columns, archive.rows(table.name))
            progress("Tables", at, len(manifest.tables))
        count_on(models, {table.name: table.last_id for table in manifest.tables})
        connection.check_constraints()


def _empty(model: type[Model]) -> None:
    """What migrations put in by themselves is in the backup too, or was taken out since."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def _bring_up_to_date() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    engine().refill()


def _database() -> AbstractContextManager[None]:
    return _sqlite_beside() if connection.vendor == "sqlite" else transaction.atomic()


@contextmanager
def _sqlite_beside() -> Iterator[None]:
    """A new file beside its place, moved there once all is in it."""
    place = Path(connection.settings_dict["NAME"])
    coming = place.with_name(f"{COMING}{place.name}")
    place.parent.mkdir(parents=True, exist_ok=True)
    connection.close()
    _remove_sqlite(coming)
    connection.settings_dict["NAME"] = coming
    try:
        yield
        with connection.cursor() as cursor:
            # Everything into the one file that is moved.
            cursor.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        _write_through(coming)
        _remove_sqlite(place)
        coming.replace(place)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
        _remove_sqlite(coming)


def _remove_sqlite(file: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


@contextmanager
def _files_beside(archive: Archive, progress: Progress) -> Iterator[Callable[[], None]]:
    """The files people sent, beside their place; what is yielded moves them there."""
    place = Path(settings.MEDIA_ROOT)
    coming = place.with_name(f"{COMING}{place.name}")
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(parents=True)
    digests = archive.manifest.files
    try:
        for at, digest in enumerate(digests, start=1):
            name = f"{digest[:2]}/{digest}"
            _write(coming / name, archive.pieces(f"media/{name}"))
            progress("Files", at, len(digests))
        yield lambda: _move(coming, place)
    finally:
        shutil.rmtree(coming, ignore_errors=True)


def _move(coming: Path, place: Path) -> None:
    if place.exists():
        place.rmdir()
    coming.replace(place)


def _put_beside(archive: Archive) -> None:
    for name in KEPT_BESIDE:
        if f"data/{name}" in archive.manifest.members:
            _write(Path(settings.DATA_DIR) / name, archive.pieces(f"data/{name}"), mode=0o600)


def _write(file: Path, pieces: Iterable[bytes], mode: int = 0o644) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    coming = file.with_name(f"{COMING}{file.name}")
    with open(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as opened:
        for piece in pieces:
            opened.write(piece)
        opened.flush()
        os.fsync(opened.fileno())
    coming.replace(file)


def _write_through(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
