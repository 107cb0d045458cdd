from __future__ import annotations

from collections.abc import Callable

import pytest

from manyhands.notifications.models import Notice
from manyhands.notifications.sentences import put_into_words
from manyhands.people.models import Person


@pytest.fixture
def told() -> Callable[[Person], list[str]]:
    """The kinds of what a person was told, in order."""

    def kinds(person: Person) -> list[str]:
        own = Notice.objects.filter(person=person).order_by("pk")
        return list(own.values_list("kind", flat=True))

    return kinds


@pytest.fixture
def sentences() -> Callable[[Person], list[str]]:
    """What a person reads, in order."""

    def words(person: Person) -> list[str]:
        own = Notice.objects.filter(person=person).order_by("pk")
        return [one.sentence for one in put_into_words(own)]

    return words
