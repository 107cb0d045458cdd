"""Where bytes lie: under MEDIA_ROOT, by the digest of their content, each written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from .refusals import FileRefused

_SHELF: Final = re.compile(r"[0-9a-f]{2}")
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that lie in the vault."""

    digest: str
    size: int


def keep(chunks: Iterable[bytes]) -> Kept:
    """Write ``chunks`` beside their place, then move them in at once. The same content is kept once.

    Raises FileRefused when the disk is full; then nothing is left behind.
    """
    root = Path(settings.MEDIA_ROOT)
    try:
        root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".coming-", dir=root)
    except OSError as error:
        raise _in_words(error) from error
    coming = Path(name)
    try:
        kept = _write(handle, chunks)
        place = path_of(kept.digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        coming.replace(place)
    except OSError as error:
        raise _in_words(error) from error
    finally:
        coming.unlink(missing_ok=True)
    return kept


def path_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def files() -> Iterator[Path]:
    """All that lies in the vault, also what was left half-written; other domains' folders beside it are theirs."""
    root = Path(settings.MEDIA_ROOT)
    for place in sorted(root.iterdir()) if root.exists() else ():
        if place.is_file():
            yield place
        elif _SHELF.fullmatch(place.name):
            yield from sorted(path for path in place.iterdir() if path.is_file())


def _write(handle: int, chunks: Iterable[bytes]) -> Kept:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Kept(digest.hexdigest(), size)


def _in_words(error: OSError) -> Exception:
    """A full disk is said to the person; anything else is ours to find in the log."""
    if error.errno not in _NO_ROOM:
        return error
    return FileRefused(
        _(
            "There is no room left for files on the server, so nothing was kept. "
            "Please tell an administrator, and try again later."
        )
    )
