"""Making a backup, while everybody goes on working."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connections

from manyhands import __version__
from manyhands.kernel.clock import now

from . import schema
from .archive import ArchiveWriter, MemberWriter, Progress, member_of
from .files import HeldFiles, held_files, named_files
from .manifest import Manifest, Table
from .moment import held_moment
from .refusals import BackupRefused
from .rows import columns_of, last_ids, lines_of
from .sealing import PIECE, Output

# How often to look again when a file went between the look at the rows and the look at the files.
LOOKS: Final = 5
# Beside database and files: the secret, if this folder keeps it, and the mark of a demo.
KEPT_BESIDE: Final = ("secret-key", "this-is-a-demo")


def make_backup(out: Output, *, progress: Progress) -> tuple[Manifest, int]:
    """Write everything as it is at one moment. Returns what was written and its length in bytes."""
    archive = ArchiveWriter(out)
    try:
        manifest = _fill(archive, progress)
        return manifest, archive.finish(manifest)
    except BaseException:
        archive.abandon()
        raise


def _fill(archive: ArchiveWriter, progress: Progress) -> Manifest:
    with held_files() as files:
        with _moment_with_its_files(files) as alias:
            manifest = _begin_manifest(alias)
            _write_rows(archive, manifest, alias, progress)
        _write_files(archive, manifest, files, progress)
    for name in KEPT_BESIDE:
        if (file := Path(settings.DATA_DIR) / name).exists():
            with archive.member(f"data/{name}") as member:
                member.write(file.read_bytes())
    return manifest


@contextmanager
def _moment_with_its_files(files: HeldFiles) -> Iterator[str]:
    """A moment of the database of which all files are in hand.

    A file lies there before its row can be seen, but it may go, with its row, before we reach it: then a later
    moment is taken. A file that is missing while its row still stands is missing for good.
    """
    for look in range(LOOKS):
        with held_moment() as alias:
            files.hold(named_files(alias))
            if set(files.missing) <= set(named_files("default")) or look == LOOKS - 1:
                yield alias
                return


def _begin_manifest(alias: str) -> Manifest:
    applied = schema.applied_migrations(alias)
    if schema.unknown_migrations(applied):
        raise BackupRefused(
            "This database was last served by a newer Manyhands: make the backup with that version."
        )
    return Manifest(
        version=__version__,
        made_at=now().isoformat(),
        database=connections[alias].vendor,
        migrations=applied,
    )


def _write_rows(archive: ArchiveWriter, manifest: Manifest, alias: str, progress: Progress) -> None:
    models = schema.models_of(schema.state_of(manifest.migrations))
    last = last_ids(alias)
    for at, model in enumerate(models, start=1):
        name, count = model._meta.db_table, 0
        with archive.member(member_of(name)) as member:
            for line in lines_of(model, alias):
                member.write(f"{line}\n".encode())
                count += 1
        columns = list(columns_of(model))
        manifest.tables.append(Table(name, columns, count, last.get(name, 0)))
        progress("Tables", at, len(models))


def _write_files(
    archive: ArchiveWriter, manifest: Manifest, files: HeldFiles, progress: Progress
) -> None:
    manifest.missing = list(files.missing)
    for at, digest in enumerate(files.digests, start=1):
        name = f"media/{digest[:2]}/{digest}"
        with archive.member(name, packed=False) as member:
            _copy(files.path_of(digest), member)
        if archive.members[name].sha256 != digest:
            manifest.damaged.append(digest)
        progress("Files", at, len(files.digests))


def _copy(file: Path, member: MemberWriter) -> None:
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            member.write(piece)
