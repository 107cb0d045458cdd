"""How much may be imported at once, and the refusal when it is more."""

from __future__ import annotations

from dataclasses import dataclass


class ImportRefused(ValueError):
    """This cannot be imported. The message is a sentence for the person who tried."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Generous for a handbook, small enough for the memory of a small server. Sizes in bytes."""

    pages: int = 5_000
    files: int = 20_000
    page_size: int = 1_000_000
    file_size: int = 25_000_000
    total_size: int = 1_000_000_000
    # What a zip may unpack to for each byte it holds; honest text rarely shrinks more than tenfold.
    ratio: int = 200
