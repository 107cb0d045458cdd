"""What answers needs lies above this floor: it is told here by whoever knows.

The courses fill the registry at start-up; without them a need simply has no answer to show.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from manyhands.people.models import Person

from .models import Need


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCard:
    """One answer as a page of this floor shows it; ``release`` is None while it is a draft."""

    answer_id: int
    title: str
    url: str
    authors: Sequence[Person] = ()
    minutes: int = 0
    release: int | None = None
    note: str = ""  # "fresh", "ended in May"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Who knows the answers.

    ``of``: the answers to each of these needs that the person may see, released ones first, in two queries.
    ``briefly``: the same, each with the first of its authors alone, in one query.
    ``named``: what the person may name as "this already answers it", by words of its title.
    ``near``: of these, what may answer a need by its words and topics, the nearest first.
    ``find``: one of these by its id. ``open_to``: which of these ids are such, in one query.
    ``authors``: the ids of those who keep and write answers, by need.
    """

    of: Callable[[Collection[int], Person], Mapping[int, Sequence[AnswerCard]]]
    briefly: Callable[[Collection[int], Person], Mapping[int, Sequence[AnswerCard]]]
    named: Callable[[str, Person], Sequence[AnswerCard]]
    near: Callable[[Need, Person], Sequence[AnswerCard]]
    find: Callable[[int, Person], AnswerCard | None]
    open_to: Callable[[Collection[int], Person], Collection[int]]
    authors: Callable[[Collection[int]], Mapping[int, Collection[int]]]


NOBODY_KNOWS: Final = Answers(
    of=lambda need_ids, person: {},
    briefly=lambda need_ids, person: {},
    named=lambda words, person: (),
    near=lambda need, person: (),
    find=lambda answer_id, person: None,
    open_to=lambda answer_ids, person: (),
    authors=lambda need_ids: {},
)
_known: list[Answers] = [NOBODY_KNOWS]


def know_answers(answers: Answers) -> None:
    """Let the domain above say what answers needs."""
    _known[:] = [answers]


def answers_of(need_ids: Collection[int], person: Person) -> Mapping[int, Sequence[AnswerCard]]:
    return _known[0].of(need_ids, person)


def brief_answers_of(
    need_ids: Collection[int], person: Person
) -> Mapping[int, Sequence[AnswerCard]]:
    return _known[0].briefly(need_ids, person)


def answers_named(words: str, person: Person) -> Sequence[AnswerCard]:
    return _known[0].named(words, person)


def answers_near(need: Need, person: Person) -> Sequence[AnswerCard]:
    return _known[0].near(need, person)


def find_answer(answer_id: int, person: Person) -> AnswerCard | None:
    return _known[0].find(answer_id, person)


def answers_open_to(answer_ids: Collection[int], person: Person) -> frozenset[int]:
    """Which of these the person may open."""
    return frozenset(_known[0].open_to(answer_ids, person) if answer_ids else ())


def authors_of(need_id: int) -> frozenset[int]:
    """The ids of those who keep and write the answers of one need."""
    return frozenset(_known[0].authors([need_id]).get(need_id, ()))
