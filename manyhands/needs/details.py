"""What somebody says of a need, and what is wrong with it in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from manyhands.kernel.access import Refused
from manyhands.kernel.clock import today
from manyhands.kernel.text import squeeze

STATEMENT_LIMIT: Final = 200
EFFECT_LIMIT: Final = 2000
UNIT_LIMIT: Final = 60
TOPIC_LIMIT: Final = 60
EVERYBODY: Final = "everybody"  # what a form says for the audience of all
MOST_TOPICS: Final = 8
MOST_GROUPS: Final = 30
FARTHEST_YEARS: Final = 10
LARGEST: Final = Decimal("9999999999")

Problem = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDetails:
    """The words, the audience, and whatever is said beside them. No group and not for everybody: for oneself."""

    statement: str
    effect: str
    group_ids: tuple[int, ...] = ()
    is_for_everybody: bool = False
    is_restricted: bool = False
    needed_by: date | None = None
    effect_unit: str = ""
    effect_baseline: Decimal | None = None
    effect_target: Decimal | None = None
    topics: tuple[str, ...] = ()

    def problems(self, *, known_date: date | None = None) -> Iterator[Problem]:
        """Pairs of field and sentence. ``known_date`` was there before, and may have passed since."""
        yield from self._words()
        yield from self._audience()
        yield from self._number()
        yield from self._date(known_date)
        yield from self._topics()

    def require_well_formed(self, *, known_date: date | None = None) -> None:
        """Raise Refused with the first problem, whichever door the words came through."""
        for _field, sentence in self.problems(known_date=known_date):
            raise Refused(sentence)

    def _words(self) -> Iterator[Problem]:
        if not squeeze(self.statement):
            yield "statement", _("Say in a few words what you need to be able to do.")
        elif len(self.statement) > STATEMENT_LIMIT:
            yield "statement", _too_long(STATEMENT_LIMIT)
        if not squeeze(self.effect):
            yield "effect", _("Say what should change once you can. It is read back to you later.")
        elif len(self.effect) > EFFECT_LIMIT:
            yield "effect", _too_long(EFFECT_LIMIT)

    def _audience(self) -> Iterator[Problem]:
        if len(self.group_ids) > MOST_GROUPS:
            yield "audience", _("That many groups are nearly everybody: ask everybody.")
        if self.is_restricted and (self.is_for_everybody or not self.group_ids):
            yield "is_restricted", _("Choose the groups that may see it.")

    def _number(self) -> Iterator[Problem]:
        numbers = (self.effect_baseline, self.effect_target)
        given = [number for number in numbers if number is not None]
        if given and not self.effect_unit:
            yield "effect_unit", _("Say what you count: “cases lost a week”.")
        if len(self.effect_unit) > UNIT_LIMIT:
            yield "effect_unit", _too_long(UNIT_LIMIT)
        if len(given) == 1 or (self.effect_unit and not given):
            missing = "effect_target" if self.effect_target is None else "effect_baseline"
            yield missing, _("A number needs both: what it is today, and what it should become.")
        if len(given) == 2 and given[0] == given[1]:
            yield "effect_target", _("The aim is the same as today: what should change?")
        if any(not number.is_finite() or abs(number) > LARGEST for number in given):
            yield "effect_target", _("That number is too large.")

    def _date(self, known: date | None) -> Iterator[Problem]:
        if self.needed_by is None or self.needed_by == known:
            return
        if self.needed_by < today():
            yield "needed_by", _("This day has passed. Choose one to come, or none.")
        elif self.needed_by.year > today().year + FARTHEST_YEARS:
            yield "needed_by", _("That is more than ten years away.")

    def _topics(self) -> Iterator[Problem]:
        if len(self.topics) > MOST_TOPICS:
            yield (
                "topics",
                _("At most %(n)d topics: the ones somebody would look for.") % {"n": MOST_TOPICS},
            )
        if any(len(name) > TOPIC_LIMIT for name in self.topics):
            yield (
                "topics",
                _("A topic is a word or two, at most %(n)d characters.") % {"n": TOPIC_LIMIT},
            )


def _too_long(limit: int) -> str:
    return _("Please say it in at most %(n)d characters.") % {"n": limit}
