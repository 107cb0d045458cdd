"""Keeping what people send: checked by content, never by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.kernel.people import Actor

from . import kinds, pictures, rules, vault
from .events import FileStored
from .models import Asset, AssetKind
from .names import clean_name, ending_of, with_ending

CHUNK: Final = 256 * 1024


def store_image(file: UploadedFile[Any], *, scope: str, by: Actor) -> Asset:
    """Keep a picture, written anew. ``scope`` ("course:12") says whose visibility it shares.

    Raises FileRefused with a sentence for whoever sent it.
    """
    require(rules.can_store(file))
    picture = pictures.rewrite(file)
    kept = vault.keep([picture.content])
    return _record(
        Asset(
            kind=AssetKind.IMAGE,
            name=with_ending(clean_name(file.name or "", fallback=_("picture")), picture.ending),
            content_type=picture.content_type,
            width=picture.width,
            height=picture.height,
        ),
        kept,
        scope=scope,
        by=by,
    )


def store_file(file: UploadedFile[Any], *, scope: str, by: Actor) -> Asset:
    """Keep a file of a kind that is on the list. A picture goes the way of pictures.

    Raises FileRefused with a sentence for whoever sent it.
    """
    require(rules.can_store(file))
    name = clean_name(file.name or "", fallback=_("file"))
    ending = ending_of(name)
    if ending in kinds.PICTURES:
        return store_image(file, scope=scope, by=by)
    file.seek(0)
    kind = kinds.kind_of(ending, file.read(kinds.HEAD))
    kept = vault.keep(_chunks(file))
    asset = Asset(kind=AssetKind.FILE, name=name, content_type=kind.content_type)
    return _record(asset, kept, scope=scope, by=by)


@transaction.atomic
def _record(asset: Asset, kept: vault.Kept, *, scope: str, by: Actor) -> Asset:
    asset.scope, asset.digest, asset.size, asset.stored_at = scope, kept.digest, kept.size, now()
    asset.save()
    record(FileStored(asset_id=asset.pk, name=asset.name, scope=scope), by=by, about=asset)
    return asset


def _chunks(file: UploadedFile[Any]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def largest() -> int:
    """How many bytes one file may have."""
    return int(settings.MEDIA_UPLOAD_MAX_SIZE)
