"""What a release says that it settles: lines that a higher domain gives, and what it then does with them.

Names in them are references to people, never words of the note, so that a person who is erased disappears here too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manyhands.people.models import Person

    from .models import Course, Release


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Something that the next release may settle: whose it is, in a few words. ``is_nameless``: they chose to be."""

    item_id: int
    label: str
    person_id: int | None = None
    is_checked: bool = True
    is_nameless: bool = False


Lines = Callable[["Course"], Iterable[NoteLine]]
Settle = Callable[["Course", "Release", frozenset[int], "Person"], None]
Credits = Callable[[Collection[int]], Mapping[int, Sequence[int]]]

_lines: list[Lines] = []
_settlers: list[Settle] = []
_credits: list[Credits] = []


def note_lines(function: Lines) -> Lines:
    """Ask the function below what the next release of a course may settle."""
    _lines.append(function)
    return function


def on_release(function: Settle) -> Settle:
    """Call the function below in the release's own transaction, with the items that it settles."""
    _settlers.append(function)
    return function


def credits(function: Credits) -> Credits:
    """Ask the function below whose questions releases answered: person ids by release id."""
    _credits.append(function)
    return function


def lines_for(course: Course) -> list[NoteLine]:
    return [line for give in _lines for line in give(course)]


def settle(course: Course, release: Release, items: frozenset[int], by: Person) -> None:
    for one in _settlers:
        one(course, release, items, by)


def credited(release_ids: Collection[int]) -> dict[int, list[int]]:
    """The ids of people whose words these releases answer, by release."""
    found: dict[int, list[int]] = {}
    for give in _credits:
        for release_id, people in give(release_ids).items():
            found.setdefault(release_id, []).extend(people)
    return found
