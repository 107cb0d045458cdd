"""Letting go of a file: its row at once, its bytes when nobody else names them."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from . import vault
from .models import Asset


def remove_asset(asset: Asset) -> None:
    """In the caller's transaction; the bytes go once it is through."""
    digest = asset.digest
    asset.delete()
    transaction.on_commit(partial(_remove_bytes, digest))


def _remove_bytes(digest: str) -> None:
    if Asset.objects.filter(digest=digest).exists():
        return
    place = vault.path_of(digest)
    for file in place.parent.glob(f"{digest}*"):
        file.unlink(missing_ok=True)
