"""Whether what is listed lies on the disk, and what lies there is listed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings

from manyhands.journal.checking import Difference, check

from . import vault
from .models import Asset

# A file lies there before its row is written; what is this old has been left behind.
LEFT_BEHIND: Final = 3600.0


@check("Files")
def listed() -> Iterator[Difference]:
    """A missing file is missed only once, however often it is listed."""
    seen: set[str] = set()
    for asset in Asset.objects.order_by("pk").iterator():
        if asset.digest in seen:
            continue
        seen.add(asset.digest)
        what = _wrong_with(vault.path_of(asset.digest), asset)
        if what:
            yield Difference(
                where=f"File {asset.pk} “{asset.name}”",
                what=what,
                advice=f"Put it back from a backup: media/{asset.path}",
            )


@check("Files")
def unlisted() -> Iterator[Difference]:
    """Left behind by a process that was killed, or by a restore."""
    known = set(Asset.objects.values_list("digest", flat=True))
    for path in vault.files():
        if _digest_of(path) not in known and time.time() - path.stat().st_mtime > LEFT_BEHIND:
            yield Difference(
                where=str(path.relative_to(settings.MEDIA_ROOT)),
                what="It lies among the files, and nothing refers to it.",
                mend=partial(_delete, path),
            )


def _wrong_with(path: Path, asset: Asset) -> str:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return "It is listed, and is not on the disk."
    if size != asset.size:
        return f"It should have {asset.size} bytes and has {size}."
    return ""


def _digest_of(path: Path) -> str:
    """Of the picture itself, for the smaller ones made from it."""
    return path.name.removeprefix(".").partition("-")[0] if path.suffix == ".webp" else path.name


def _delete(path: Path) -> str:
    path.unlink(missing_ok=True)
    return "Deleted."
