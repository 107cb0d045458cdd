"""Which files may be kept beside pictures, and how their first bytes must begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from .refusals import FileRefused

HEAD: Final = 4096
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what it is served as, and the bytes it begins with, ``skip`` bytes in."""

    content_type: str
    begins: tuple[bytes, ...] = ()
    skip: int = 0
    is_text: bool = False


KINDS: Final[dict[str, FileKind]] = {
    ".pdf": FileKind("application/pdf", (b"%PDF-",)),
    ".docx": FileKind(f"{_OFFICE}wordprocessingml.document", _ZIP),
    ".xlsx": FileKind(f"{_OFFICE}spreadsheetml.sheet", _ZIP),
    ".pptx": FileKind(f"{_OFFICE}presentationml.presentation", _ZIP),
    ".doc": FileKind("application/msword", _OLE),
    ".xls": FileKind("application/vnd.ms-excel", _OLE),
    ".ppt": FileKind("application/vnd.ms-powerpoint", _OLE),
    ".odt": FileKind(f"{_OPEN}text", _ZIP),
    ".ods": FileKind(f"{_OPEN}spreadsheet", _ZIP),
    ".odp": FileKind(f"{_OPEN}presentation", _ZIP),
    ".zip": FileKind("application/zip", _ZIP),
    ".txt": FileKind("text/plain", is_text=True),
    ".md": FileKind("text/markdown", is_text=True),
    ".csv": FileKind("text/csv", is_text=True),
    ".json": FileKind("application/json", is_text=True),
    ".mp3": FileKind("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".m4a": FileKind("audio/mp4", (b"ftyp",), skip=4),
    ".mp4": FileKind("video/mp4", (b"ftyp",), skip=4),
    ".webm": FileKind("video/webm", (b"\x1a\x45\xdf\xa3",)),
}
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


def kind_of(ending: str, head: bytes) -> FileKind:
    """The kind of a file with this ending and these first bytes.

    Raises FileRefused for an ending that is not on the list, and for content that is not what the ending says.
    """
    kind = KINDS.get(ending)
    if kind is None:
        raise FileRefused(
            _("Files of this kind are not kept here. These are: %(kinds)s, and pictures.")
            % {"kinds": ", ".join(sorted(KINDS))}
        )
    fits = _is_text(head) if kind.is_text else head[kind.skip :].startswith(kind.begins)
    if not fits:
        raise FileRefused(
            _("This file says it is %(ending)s, but its content is something else.")
            % {"ending": ending}
        )
    return kind


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head
