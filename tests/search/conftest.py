from __future__ import annotations

from collections.abc import Callable

import pytest

from manyhands.people.models import Person
from manyhands.search.find import find
from manyhands.search.indexing import PEOPLE


@pytest.fixture
def found() -> Callable[..., list[str]]:
    """What a person finds: "need: hand over a night shift", the best first."""

    def titles(person: Person, words: str, **more: object) -> list[str]:
        hits = find(words, by=person, **more)  # type: ignore[arg-type]
        return [f"{hit.document.kind}: {hit.document.title}" for hit in hits]

    return titles


@pytest.fixture
def known(cast):
    """The cast can be found."""
    PEOPLE.index(*Person.objects.values_list("pk", flat=True))
    return cast
