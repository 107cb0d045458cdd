"""What each domain does when somebody is erased. It says so at start-up; the people need not know it.

Most rows need nothing: what belongs to a person goes with them, what they said for others stays without a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from .models import Person

After = Callable[[], None]


def _nothing(_person: Person, _by: Person) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Part:
    """``erase`` runs before the person goes, in the same transaction, and returns what is left to do after.

    ``foresee`` says in sentences what will become of things that somebody else takes over.
    """

    erase: Callable[[Person, Person], After]
    foresee: Callable[[Person, Person], Iterable[str]] = _nothing


_parts: Final[dict[str, Part]] = {}


def add_part(domain: str, part: Part) -> None:
    _parts[domain] = part


def parts() -> list[Part]:
    return [_parts[domain] for domain in sorted(_parts)]


def foreseen(person: Person, by: Person) -> list[str]:
    """What an erasure by this administrator would hand to whom."""
    return [sentence for part in parts() for sentence in part.foresee(person, by)]
