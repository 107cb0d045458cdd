"""Long lists in portions: no database takes any number of values with one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")
PORTION: Final = 500


def in_portions(things: Iterable[T], size: int = PORTION) -> Iterator[list[T]]:
    """All of them in their order, at most ``size`` at a time."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
