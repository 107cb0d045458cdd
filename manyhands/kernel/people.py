"""What the lower floors need to know of a person, without knowing the people."""

from __future__ import annotations

from typing import Protocol


class Actor(Protocol):
    """Somebody who does things: the journal keeps the id."""

    @property
    def pk(self) -> int: ...


class Subject(Protocol):
    """A row that something happened to; ``_meta.label_lower`` names its kind."""

    @property
    def pk(self) -> int: ...
