"""Words to fill texts with: ordinary ones, some rare, so that searching meets what it meets in life."""

from __future__ import annotations

import random
from functools import cache
from typing import Final

COMMON: Final = (
    "the a and of to in for with on at is it you we from by as or when then that this each after before until",
    "truck pallet gate shift case customer invoice label scanner carton driver dock order phone mail form list",
    "time name number day night week paper weight box stock return claim route plan desk team call note line",
)
VERBS: Final = (
    "open close write read check count move load sign call ask answer book divide print weigh find keep send",
    "stop start clean lift hold mark cross fill",
)
SYLLABLES: Final = ("ka ru mi to len bar so vi na dor pel gi ta mur es ol fin tra zu ne",)


def rare_word(dice: random.Random) -> str:
    return "".join(dice.choices(_all(SYLLABLES), k=dice.randint(2, 4)))


def some_words(dice: random.Random, low: int, high: int) -> str:
    """Between ``low`` and ``high`` words; about one in twelve is rare."""
    count = dice.randint(low, high)
    pool = dice.choices(_all(COMMON), k=count)
    return " ".join(rare_word(dice) if dice.random() < 0.08 else word for word in pool)


def statement(dice: random.Random) -> str:
    """What somebody needs to do: begins with a verb."""
    return f"{dice.choice(_all(VERBS))} {some_words(dice, 4, 9)}"


def sentence(dice: random.Random) -> str:
    words = some_words(dice, 8, 18)
    return words[0].upper() + words[1:] + "."


@cache
def _all(lines: tuple[str, ...]) -> list[str]:
    return " ".join(lines).split()
