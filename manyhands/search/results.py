"""Hits made ready for the page: words, where they lead, and what marks them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from manyhands.courses.models import Course
from manyhands.feedback.models import Item
from manyhands.kernel.text import fold, shorten
from manyhands.kernel.words import gettext as _
from manyhands.kernel.words import label_of
from manyhands.needs.answers import AnswerCard, brief_answers_of
from manyhands.needs.models import Need
from manyhands.needs.queries import backed_among
from manyhands.people.models import Person

from .find import Found, Hit
from .models import DocumentKind

SNIPPET: Final = 160
ICONS: Final = {
    DocumentKind.NEED: "hand",
    DocumentKind.COURSE: "book-open",
    DocumentKind.BLOCK: "corner-down-right",
    DocumentKind.QUESTION: "message-circle-question-mark",
    DocumentKind.PERSON: "user",
}
_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list."""

    kind: str
    label: str
    icon: str
    title: Markup
    url: str
    snippet: Markup
    thing: Need | Course | Item | Person


def present(found: Found) -> list[Result]:
    """The lines for what was found, with the words that were looked for marked."""
    return [_present(hit, found.words) for hit in found]


def in_groups(results: Iterable[Result]) -> list[tuple[str, list[Result]]]:
    """The lines by kind, the kind of the best one first; of those that read the same about one thing the best."""
    unlike = {(one.kind, one.thing.pk, one.title): one for one in reversed(list(results))}
    listed = list(reversed(unlike.values()))
    order = list(dict.fromkeys(result.label for result in listed))
    ranked = sorted(listed, key=lambda result: order.index(result.label))
    return [(label, list(group)) for label, group in groupby(ranked, key=lambda r: r.label)]


def _present(hit: Hit, wanted: Sequence[str]) -> Result:
    kind = DocumentKind(hit.document.kind)
    title = hit.document.title
    if kind == DocumentKind.NEED:
        title = _("I need to %(words)s") % {"words": title}
    body = "" if kind == DocumentKind.COURSE else hit.document.body
    return Result(
        kind=kind.value,
        label=label_of(kind),
        icon=ICONS[kind],
        title=mark_words(title, wanted),
        url=_address(hit),
        snippet=mark_words(_snippet(body, wanted), wanted),
        thing=hit.thing,
    )


def mark_words(text: str, wanted: Sequence[str]) -> Markup:
    """``text`` escaped, with each word that begins with a wanted one in ``<mark>``."""
    beginnings = tuple(word for word in wanted if len(word) > 1)
    parts, done = [], 0
    for found in _WORDS.finditer(text):
        if fold(found[0]).startswith(beginnings):
            parts += [escape(text[done : found.start()]), "<mark>", escape(found[0]), "</mark>"]
            done = found.end()
    return Markup("".join([*parts, escape(text[done:])]))  # noqa: S704 - each piece is escaped


def _snippet(body: str, wanted: Sequence[str]) -> str:
    """The stretch of the body around the first wanted word."""
    folded = fold(body)
    found = [at for at in (folded.find(word) for word in wanted) if at >= 0]
    start = max(0, min(found, default=0) - SNIPPET // 3)
    if start:
        start = body.find(" ", start) + 1
    return ("… " if start else "") + shorten(body[start : start + SNIPPET * 2], SNIPPET)


def _address(hit: Hit) -> str:
    address = hit.thing.get_absolute_url()
    is_block = hit.document.kind == DocumentKind.BLOCK
    return f"{address}#block-{hit.document.place}" if is_block else address


@dataclass(frozen=True, slots=True)
class Near:
    """Something that may be what somebody is about to ask for, with what they can do about it."""

    result: Result
    answer: AnswerCard | None = None
    is_mine: bool = False


def near_ones(results: Sequence[Result], *, by: Person) -> list[Near]:
    """Needs with their answer, and courses. Two queries."""
    needs = [one.thing for one in results if isinstance(one.thing, Need)]
    answers = brief_answers_of([need.pk for need in needs if need.is_answered], by)
    waiting = [need.pk for need in needs if need.is_waiting]
    mine = set(backed_among(waiting, by))
    mine |= {need.pk for need in needs if need.declarer_id == by.pk}
    return [
        Near(
            one,
            next(iter(answers.get(one.thing.pk, ())), None) if one.kind == "need" else None,
            one.kind == "need" and one.thing.pk in mine,
        )
        for one in results
    ]
