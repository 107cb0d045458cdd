"""The commands that keep everything, take it back, and say whether it is the same."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final

import typer
from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from . import installation
from .errors import Foreseen
from .options import Data

if TYPE_CHECKING:
    from manyhands.backup.archive import Archive
    from manyhands.backup.archive import Progress as Told
    from manyhands.backup.manifest import Manifest
    from manyhands.backup.sealing import Output

MOST_NAMED: Final = 50
Kept = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]


def backup(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Where to; - is the standard output.", dir_okay=False),
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Take the place of a file that is there already.")
    ] = False,
    data: Data = None,
) -> None:
    """Keep everything in one file: all rows, all files, as they are at one moment.

    People go on working meanwhile. `manyhands restore` makes an installation of it, on either database.
    """
    _begin(data)
    from manyhands.backup.making import make_backup

    installation.require_database()
    with _foreseen(file.parent), _progress() as told:
        if str(file) == "-":
            _require_a_pipe()
            manifest, size = make_backup(sys.stdout.buffer, progress=told)
        else:
            with _in_place(file, force=force) as out:
                manifest, size = make_backup(out, progress=told)
    _tell_kept(manifest, f"{decimal(size)} in {file}" if str(file) != "-" else decimal(size))


def restore(file: Kept, data: Data = None) -> None:
    """Make an installation of a backup, in an empty data folder and an empty database.

    The whole backup is looked through first. One of an older version is brought up to date.
    """
    with _foreseen(file.parent), _progress() as told:
        archive = _opened(file, told)
        _begin(data)
        from django.conf import settings

        from manyhands.backup.restoring import restore as take_back

        with _foreseen(settings.DATA_DIR):
            take_back(archive, progress=told)
    _tell_restored(archive.manifest, settings.DATA_DIR)


def verify(file: Kept) -> None:
    """Say whether a backup is whole: every byte as it was written. Needs no installation."""
    with _foreseen(file.parent), _progress() as told:
        manifest = _opened(file, told).manifest
    print(
        f"{file} is whole: {_counted(manifest)}, made {manifest.made_at[:16].replace('T', ' ')} UTC "
        f"by Manyhands {manifest.version}."
    )
    _tell_faults(manifest)


def compare(file: Kept, data: Data = None) -> None:
    """Say whether an installation is what a backup holds, row for row and file for file.

    After a restore, before the first start: nothing may differ. Ends with 1 where something does.
    """
    with _foreseen(file.parent), _progress() as told:
        archive = _opened(file, told)
        _begin(data)
        from manyhands.backup import comparing

        installation.require_database()
        one_version = comparing.is_of_one_version(archive)
        found = comparing.differences(archive, progress=told)
        named = [str(difference) for difference in islice(found, MOST_NAMED)]
        more = sum(1 for _ in found)
    if not one_version:
        print("The backup is of another version: only what both have was compared.")
    if not named:
        print(f"The same: {_counted(archive.manifest)}.")
        return
    print("\n".join(named))
    print(f"{len(named) + more} rows or files differ." if not more else f"… and {more} more.")
    raise typer.Exit(1)


def _begin(data: Data) -> None:
    installation.choose(data)
    installation.set_up()


def _opened(file: Path, told: Told) -> Archive:
    from manyhands.backup.archive import Archive

    return Archive(file, told)


@contextmanager
def _foreseen(folder: Path) -> Iterator[None]:
    from manyhands.backup.refusals import BackupRefused

    try:
        yield
    except BackupRefused as error:
        raise Foreseen(str(error)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Foreseen(
                f"There is no room left in {folder.absolute()}: nothing was kept."
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR):
            raise Foreseen(
                f"{error.filename} cannot be read or written: {error.strerror}."
            ) from error
        raise


@contextmanager
def _in_place(file: Path, *, force: bool) -> Iterator[Output]:
    """A new file beside the place, for its owner alone, moved there once all is in it."""
    if file.exists() and not force:
        raise Foreseen(f"{file} is there already: choose another name, or say --force.")
    coming = file.with_name(f".{file.name}.coming-{secrets.token_hex(4)}")
    try:
        with _new(coming, instead_of=file) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        coming.replace(file)
    finally:
        coming.unlink(missing_ok=True)


def _new(coming: Path, *, instead_of: Path) -> BinaryIO:
    try:
        return open(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except OSError as error:
        error.filename = str(instead_of)  # the name that was asked for
        raise


def _require_a_pipe() -> None:
    if sys.stdout.isatty():
        raise Foreseen("A backup is no text for a screen: lead it into a file or a pipe.")


@contextmanager
def _progress() -> Iterator[Told]:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=None)
        yield lambda part, done, whole: progress.update(
            task, description=part, completed=done, total=whole
        )


def _counted(manifest: Manifest) -> str:
    files = len(manifest.files)
    return f"{manifest.row_count:,} rows of {len(manifest.tables)} tables, {files:,} files"


def _tell_kept(manifest: Manifest, where: str) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"Kept {_counted(manifest)}: {where}")
    _tell_faults(manifest)
    if "data/secret-key" not in manifest.members:
        console.print("Not in it: MANYHANDS_SECRET_KEY, which your settings say.")


def _tell_faults(manifest: Manifest) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for digests, what in (
        (manifest.missing, "were missing when it was made"),
        (manifest.damaged, "were damaged already when it was made"),
    ):
        if digests:
            console.print(f"Files that {what}: {', '.join(digests)}", markup=False)


def _tell_restored(manifest: Manifest, folder: Path) -> None:
    print(f"Taken back: {_counted(manifest)}. Start it with “manyhands serve --data {folder}”.")
    _tell_faults(manifest)
