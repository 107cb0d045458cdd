"""What happens to files, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from manyhands.journal.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStored(Event):
    """Who kept which file: the file itself knows no people."""

    kind: ClassVar[str] = "media.file.stored"
    asset_id: int
    name: str
    scope: str
