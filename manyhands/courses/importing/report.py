"""What an import could not place as it was: named per page, so that nothing goes missing unseen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils.translation import gettext_lazy

from manyhands.kernel.text import shorten

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST: Final = 200


class Category(StrEnum):
    SKIPPED = "skipped"
    TOO_LARGE = "too_large"
    UNUSED = "unused"
    FRONT_MATTER = "front_matter"
    NO_TITLE = "no_title"
    HTML = "html"
    UNKNOWN_TAG = "unknown_tag"
    TEMPLATE = "template"
    MOVED = "moved"
    PICTURE_MISSING = "picture_missing"
    PICTURE_ELSEWHERE = "picture_elsewhere"
    PICTURE_REFUSED = "picture_refused"
    NO_ALTERNATIVE = "no_alternative"
    LINK_DEAD = "link_dead"
    LINK_BY_NAME = "link_by_name"
    LINK_UNSAFE = "link_unsafe"
    PLACE_LOST = "place_lost"
    REPAIRED = "repaired"

    @property
    def label(self) -> StrPromise:
        """What it means, as the heading of a list."""
        return _LABELS[self]


_LABELS: Final = {
    Category.SKIPPED: gettext_lazy("Files that were left out"),
    Category.TOO_LARGE: gettext_lazy("Too large"),
    Category.UNUSED: gettext_lazy("Files that no page shows or links to: left out"),
    Category.FRONT_MATTER: gettext_lazy("Head of the page could not be read"),
    Category.NO_TITLE: gettext_lazy("No title: the name of the file was taken"),
    Category.HTML: gettext_lazy("HTML reduced to what a block holds"),
    Category.UNKNOWN_TAG: gettext_lazy("Words in angle brackets, kept as words"),
    Category.TEMPLATE: gettext_lazy("Marks of a site's templates, left out"),
    Category.MOVED: gettext_lazy("Moved out of a list, a table or a text"),
    Category.PICTURE_MISSING: gettext_lazy("Pictures that are not there"),
    Category.PICTURE_ELSEWHERE: gettext_lazy("Pictures on other sites: the link was kept"),
    Category.PICTURE_REFUSED: gettext_lazy("Pictures that cannot be stored"),
    Category.NO_ALTERNATIVE: gettext_lazy("Pictures without alternative text"),
    Category.LINK_DEAD: gettext_lazy("Links that lead nowhere: the words were kept"),
    Category.LINK_BY_NAME: gettext_lazy("Links placed by the name of their page"),
    Category.LINK_UNSAFE: gettext_lazy("Links of a kind that is not allowed: the words were kept"),
    Category.PLACE_LOST: gettext_lazy(
        "Links to a place that the page does not have: they lead to the page"
    ),
    Category.REPAIRED: gettext_lazy("Mended to fit"),
}


class Entry(NamedTuple):
    category: Category
    page: str
    detail: str


@dataclass(slots=True)
class Report:
    """Grows while pages are read; the same thing on the same page is said once."""

    _entries: dict[Entry, int] = field(default_factory=dict)

    def add(self, category: Category, page: str, detail: str = "") -> None:
        entry = Entry(category, page, shorten(detail, LONGEST))
        self._entries[entry] = self._entries.get(entry, 0) + 1

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def counts(self) -> dict[Category, int]:
        """How often each category occurred, in the order of the categories."""
        counted: Counter[Category] = Counter()
        for entry, times in self._entries.items():
            counted[entry.category] += times
        return {category: counted[category] for category in Category if counted[category]}

    def by_page(self) -> dict[str, list[Entry]]:
        pages: dict[str, list[Entry]] = {}
        for entry in self._entries:
            pages.setdefault(entry.page, []).append(entry)
        return pages
