"""What a size is made with: what has been made so far, the dice, and rows written in bulk."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from manyhands.people.models import Group, Person

from .size import Size
from .words import sentence, some_words


@dataclass(slots=True)
class World:
    """What has been made so far, and the dice."""

    size: Size
    dice: random.Random
    moment: datetime
    people: list[Person]
    groups: list[Group]
    topics: list[Any]

    def someone(self) -> Person:
        return self.dice.choice(self.people)

    def popular(self, listed: list[Any]) -> Any:
        """One of them, the first ones far more often: a few courses are read by everybody."""
        return listed[min(int(self.dice.paretovariate(0.9)) - 1, len(listed) - 1)]

    def before(self, days: float) -> datetime:
        return self.moment - timedelta(days=self.dice.random() * days, minutes=1)

    def words(self, low: int, high: int) -> str:
        return some_words(self.dice, low, high)

    def sentence(self) -> str:
        return sentence(self.dice)


def insert(rows: list[Any]) -> list[Any]:
    """Insert rows of one model in bulk; they come back with their ids."""
    if not rows:
        return []
    model: type[Model] = type(rows[0])
    with transaction.atomic():
        return list(model._default_manager.bulk_create(rows, batch_size=400))
