"""Files that a page answers with: opened after the verdict by Django, sent by the live side, in parts where asked.

It is what WSGI calls a file wrapper: so a large film neither fills the memory nor holds a page thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from starlette.responses import FileResponse

CHUNK = 64 * 1024


class OpenFile:
    """What Django gives to the server instead of bytes; also to be read like those, where it has no path."""

    def __init__(self, file: IO[bytes], chunk: int = CHUNK) -> None:
        self._file = file
        self._chunk = chunk

    @property
    def path(self) -> Path | None:
        """Where it lies; None for what is no file on the disk."""
        name = getattr(self._file, "name", None)
        return Path(name) if isinstance(name, str) and Path(name).is_file() else None

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._file.read(self._chunk):
            yield chunk

    def close(self) -> None:
        self._file.close()


def sending(path: Path, headers: list[tuple[bytes, bytes]]) -> FileResponse:
    """The file under Django's headers; the length is said anew, since only a part may be asked for."""
    response = FileResponse(path)
    own = [(name, value) for name, value in response.raw_headers if name == b"accept-ranges"]
    response.raw_headers = [(n, v) for n, v in headers if n != b"content-length"] + own
    return response
