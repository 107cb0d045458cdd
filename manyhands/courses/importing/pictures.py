"""The bytes of pictures and files that pages show."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from django.utils.translation import gettext as _

from .archive import UNREADABLE, Source
from .limits import ImportRefused


class StoredPicture(NamedTuple):
    """A picture or file after it was stored: its id among the media, its size in pixels if it is a picture."""

    id: int
    width: int | None = None
    height: int | None = None


class Picture(NamedTuple):
    name: str
    data: bytes


def picture_bytes(source: Source, path: str) -> Picture:
    """A picture's or file's name and bytes, untouched: the media refuse what is none. Raises ImportRefused."""
    try:
        return Picture(posixpath.basename(path), source.read(path))
    except ImportRefused:
        raise
    except (KeyError, *UNREADABLE) as error:
        raise ImportRefused(_("%(path)s is not there.") % {"path": path}) from error
