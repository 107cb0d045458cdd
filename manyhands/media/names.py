"""Names of files as people sent them, made harmless."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from manyhands.kernel.text import squeeze

LONGEST: Final = 120
LONGEST_BYTES: Final = 240
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|%#;', "-"))


def clean_name(name: str, *, fallback: str = "file") -> str:
    """The last part of ``name``, one line, no path, no leading dots, at most 120 characters; its ending is kept."""
    last = squeeze(name.replace("\\", "/").rpartition("/")[2]).translate(_NOT_IN_NAMES)
    last = last.strip(" .") or fallback
    ending = ending_of(last)
    stem = last[: len(last) - len(ending)] if ending else last
    return _fitting(stem[: LONGEST - len(ending)], LONGEST_BYTES - len(ending)) + ending


def _fitting(stem: str, most: int) -> str:
    """What of ``stem`` fits into so many bytes: folders count those."""
    return stem.encode(errors="ignore")[:most].decode(errors="ignore").rstrip(" .")


def ending_of(name: str) -> str:
    """ ".pdf" of "Report.PDF"; "" where there is none."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if 1 < len(ending) <= 10 else ""


def with_ending(name: str, ending: str) -> str:
    """``name`` with its ending replaced, since the content was written anew in another format."""
    old = ending_of(name)
    stem = name[: len(name) - len(old)] if old else name
    return (stem or "file") + ending
