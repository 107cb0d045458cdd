"""Hits made ready for the page: words, where they lead, and what marks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from manyhands.courses.models import Course
from manyhands.kernel.text import fold, shorten, words
from manyhands.needs.models import Need
from manyhands.people.models import Person
from manyhands.web.links import url

from .find import Hit
from .models import DocumentKind

SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list."""

    kind: str
    label: str
    title: Markup
    url: str
    snippet: Markup
    thing: Need | Course | Person | None


def present(hits: Sequence[Hit], asked: str) -> list[Result]:
    """The lines for these hits, with the asked words marked: one query a kind."""
    things = _things(hits)
    wanted = words(asked)
    return [
        Result(
            kind=hit.document.kind,
            label=str(DocumentKind(hit.document.kind).label),
            title=mark_words(hit.document.title, wanted),
            url=_address(hit),
            snippet=mark_words(_snippet(hit.document.body, wanted), wanted),
            thing=things.get((hit.document.kind, hit.document.object_id)),
        )
        for hit in hits
    ]


def mark_words(text: str, wanted: Sequence[str]) -> Markup:
    """``text`` escaped, with each word that begins with a wanted one in ``<mark>``."""
    parts = []
    for piece in _pieces(text):
        is_wanted = any(len(w) > 1 and fold(piece).startswith(w) for w in wanted)
        parts.append(Markup("<mark>{}</mark>").format(piece) if is_wanted else escape(piece))
    return Markup("").join(parts)


def _pieces(text: str) -> list[str]:
    import re

    return re.findall(r"\w+|\W+", text)


def _snippet(body: str, wanted: Sequence[str]) -> str:
    """The stretch of the body around the first wanted word."""
    folded = fold(body)
    found = [at for at in (folded.find(word) for word in wanted) if at >= 0]
    start = max(0, min(found, default=0) - SNIPPET // 3)
    if start:
        start = body.find(" ", start) + 1
    return ("… " if start else "") + shorten(body[start : start + SNIPPET * 2], SNIPPET)


def _things(hits: Sequence[Hit]) -> dict[tuple[str, int], Need | Course | Person]:
    ids: dict[str, set[int]] = {}
    for hit in hits:
        ids.setdefault(hit.document.kind, set()).add(hit.document.object_id)
    found: dict[tuple[str, int], Need | Course | Person] = {}
    course_ids = ids.get(DocumentKind.COURSE, set()) | ids.get(DocumentKind.BLOCK, set())
    for pk, need in Need.objects.in_bulk(ids.get(DocumentKind.NEED, set())).items():
        found[DocumentKind.NEED, pk] = need
    courses = Course.objects.select_related("keeper").in_bulk(course_ids)
    for pk, course in courses.items():
        found[DocumentKind.COURSE, pk] = found[DocumentKind.BLOCK, pk] = course
    for pk, person in Person.objects.in_bulk(ids.get(DocumentKind.PERSON, set())).items():
        found[DocumentKind.PERSON, pk] = person
    return found


def _address(hit: Hit) -> str:
    document = hit.document
    if document.kind == DocumentKind.BLOCK:
        return f"{url('learning:course', document.object_id)}#block-{document.place}"
    routes = {
        DocumentKind.NEED: "needs:need",
        DocumentKind.COURSE: "learning:course",
        DocumentKind.QUESTION: "feedback:item",
        DocumentKind.PERSON: "people:person",
    }
    return url(routes[DocumentKind(document.kind)], document.object_id)
