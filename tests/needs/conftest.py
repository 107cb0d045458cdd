from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from manyhands.journal.models import Entry
from manyhands.needs import answers
from manyhands.needs.answers import AnswerCard, Answers
from manyhands.needs.models import Need


@pytest.fixture
def told() -> Callable[[Need], list[str]]:
    """What happened to a need, by the last words of each kind: ["need.declared", "offer.made"]."""

    def kinds(need: Need) -> list[str]:
        entries = Entry.objects.about(need).order_by("pk")
        return [kind.removeprefix("needs.") for kind in entries.values_list("kind", flat=True)]

    return kinds


class Shelf:
    """Stands for the courses: the answers there are, and which need each is linked to."""

    def __init__(self) -> None:
        self.cards: list[AnswerCard] = []
        self.linked: dict[int, list[AnswerCard]] = {}

    def put(self, card: AnswerCard, *needs: Need) -> AnswerCard:
        self.cards.append(card)
        for need in needs:
            self.linked.setdefault(need.pk, []).append(card)
        return card

    def answers_of(self, ids, person):
        return {pk: self.linked[pk] for pk in ids if pk in self.linked}

    def authors(self, need_ids):
        return {
            pk: {person.pk for card in self.linked.get(pk, []) for person in card.authors}
            for pk in need_ids
        }


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    before = list(answers._known)
    kept = Shelf()
    answers.know_answers(
        Answers(
            of=kept.answers_of,
            briefly=kept.answers_of,
            named=lambda words, person: [c for c in kept.cards if words.lower() in c.title.lower()],
            near=lambda need, person: kept.cards,
            find=lambda pk, person: next((c for c in kept.cards if c.answer_id == pk), None),
            open_to=lambda ids, person: {c.answer_id for c in kept.cards} & set(ids),
            authors=kept.authors,
        )
    )
    yield kept
    answers._known[:] = before
