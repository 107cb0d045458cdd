"""The files that the rows of a moment name, held on to while others add and remove files."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connections

from manyhands.media import vault

HELD: Final = ".held-for-backup-"
A_DAY: Final = 24 * 60 * 60
# Where a file cannot have a second name (another device, a file system without links), it is copied.
_NO_LINKS: Final = (errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK)


class HeldFiles:
    """Second names for files, so that they stay for as long as the backup needs them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.digests: list[str] = []
        self.missing: list[str] = []

    def hold(self, digests: Iterable[str]) -> None:
        """Take these, and say which are missing; what an earlier look had in hand does not count."""
        self.digests, self.missing = [], []
        for digest in digests:
            try:
                _link(vault.path_of(digest), self.path_of(digest))
            except FileNotFoundError:
                self.missing.append(digest)
            else:
                self.digests.append(digest)

    def path_of(self, digest: str) -> Path:
        return self._folder / digest


@contextmanager
def held_files() -> Iterator[HeldFiles]:
    """An empty handful, beside the files themselves; let go at the end."""
    root = Path(settings.MEDIA_ROOT).parent
    _clear_away(root)
    with tempfile.TemporaryDirectory(prefix=HELD, dir=root) as folder:
        yield HeldFiles(Path(folder))


def named_files(alias: str) -> list[str]:
    """The digests of all files that rows name, each once."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT DISTINCT digest FROM media_asset ORDER BY digest")
        return [digest for (digest,) in cursor.fetchall()]


def _link(place: Path, held: Path) -> None:
    if held.exists():
        return
    try:
        os.link(place, held)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(place, held)


def _clear_away(root: Path) -> None:
    """What a backup that was killed has left behind."""
    for folder in root.glob(f"{HELD}*"):
        if folder.stat().st_mtime < time.time() - A_DAY:
            shutil.rmtree(folder, ignore_errors=True)
