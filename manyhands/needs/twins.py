"""Needs that may be the same as another."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, Q

from manyhands.kernel.text import telling_words
from manyhands.people.models import Person

from .models import Need, NeedState
from .queries import ROW

MOST: Final = 8
MOST_WORDS: Final = 6
BEGINNING: Final = 5  # letters that words which are the same begin with: "shift", "shifts"
OPEN_TO_MERGE: Final = (NeedState.OPEN, NeedState.CLAIMED, NeedState.ANSWERED)


def twin_named(need: Need, pk: int, person: Person) -> list[Need]:
    """The one that somebody comes with, where it can still be joined."""
    others = Need.objects.visible_to(person).exclude(pk=need.pk)
    others = others.filter(pk=pk, state__in=OPEN_TO_MERGE, is_restricted=need.is_restricted)
    return list(others.only(*ROW))


def twins_of(need: Need, words: str, person: Person) -> list[Need]:
    """Those whose sentence holds these words; without words, those about the same topics or with the
    same telling words, dearest first."""
    others = Need.objects.visible_to(person).exclude(pk=need.pk)
    others = others.filter(state__in=OPEN_TO_MERGE, is_restricted=need.is_restricted)
    for word in words.split()[:6]:
        others = others.filter(statement__icontains=word)
    if not words:
        topics = [part["id"] for part in need.summary["topics"]]
        about = Need.topics.through.objects.filter(need=OuterRef("pk"), topic__in=topics)
        alike = Q(Exists(about))
        for word in telling_words(need.statement)[:MOST_WORDS]:
            alike |= Q(statement__icontains=word[:BEGINNING])
        others = others.filter(alike)
    return list(others.only(*ROW).by_cost()[:MOST])
