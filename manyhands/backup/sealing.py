"""The seal: a backup ends with the digest of all that stands before it, so any byte that changed shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

LENGTH: Final = hashlib.sha256().digest_size * 2
# Stands where the seal will: the last bytes of a zip are its comment.
BLANK: Final = b"-" * LENGTH
PIECE: Final = 1024 * 1024


class Output(Protocol):
    def write(self, data: bytes, /) -> object: ...

    def flush(self) -> object: ...


class Sealing:
    """Passes on what is written, keeping back the last bytes: the seal takes their place."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self._kept_back = b""
        self.size = 0

    def write(self, data: bytes) -> int:
        waiting = self._kept_back + data
        passed, self._kept_back = waiting[:-LENGTH], waiting[-LENGTH:]
        self._digest.update(passed)
        self._out.write(passed)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        self._out.flush()

    def abandon(self) -> None:
        """Let nothing more through: what was begun never becomes a backup."""
        self._out = _Nowhere()

    def close(self) -> None:
        """Nothing to close: the file is its opener's."""

    def seal(self) -> None:
        self._out.write(self._digest.hexdigest().encode())
        self._out.flush()


class _Nowhere:
    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None: ...


def is_whole(file: Path, progress: Callable[[int, int], None] = lambda _done, _all: None) -> bool:
    """Whether the file ends with the digest of all that stands before its end."""
    digest, left = hashlib.sha256(), file.stat().st_size - LENGTH
    whole = max(left, 1)
    with file.open("rb") as opened:
        while left > 0 and (piece := opened.read(min(PIECE, left))):
            digest.update(piece)
            left -= len(piece)
            progress(whole - left, whole)
        return left == 0 and opened.read() == digest.hexdigest().encode()
