"""``bench/search``: what finding costs over 10,000 courses, and how often it finds what was meant.

Costs: words, beginnings, typos and many words at once, as somebody types them, with the visibility of what was found.
Findings: with ``--handbook PATH`` the handbook's pages are imported and released, and 200 labelled queries asked
(``handbook-queries.tsv``); one is found when a block under its heading is among the first five.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .measuring import DATABASES, Figure, cpu_ms, parser_for, publish, share
from .setting import a_copy_of
from .words import COMMON, rare_word

QUERIES: Final = Path(__file__).with_name("handbook-queries.tsv")
FIRST: Final = 5
EACH: Final = 60


def main() -> None:
    parser = parser_for("search", __doc__)
    parser.add_argument("size", nargs="?", default="search", choices=["demo", "M", "search"])
    parser.add_argument("--on", choices=DATABASES, default="sqlite")
    parser.add_argument("--handbook", type=Path, default=None, help="a folder of Markdown pages")
    parser.add_argument("--missed", action="store_true", help="name what was not found, and stop")
    chosen = parser.parse_args()
    if chosen.missed:
        with a_copy_of("demo", chosen.on):
            _tell_missed(chosen.handbook)
        return
    if chosen.handbook:
        with a_copy_of("demo", chosen.on):
            publish(
                "search quality",
                f"{len(_labels())} labelled queries over a handbook, on {chosen.on}",
                lambda: _quality(chosen.handbook),
                as_json=chosen.json,
            )
        return
    with a_copy_of(chosen.size, chosen.on):
        publish(
            "search",
            f"{EACH} queries of each kind, size {chosen.size} on {chosen.on}",
            _cost,
            as_json=chosen.json,
        )


def _cost() -> Iterator[Figure]:
    from django.db import connection

    from manyhands.courses.models import Course
    from manyhands.people.models import Person
    from manyhands.search.find import find
    from manyhands.search.models import Document

    person = Person.objects.get(email="amara@ferrow.example")
    yield Figure("courses", Course.objects.released().count())
    yield Figure("things in the index", Document.objects.count())
    asked = _asked()
    for words in asked["words"][:5]:
        find(words, by=person)
    everything: list[float] = []
    for kind, queries in asked.items():
        times = [cpu_ms(lambda words=words: find(words, by=person)) for words in queries]
        everything += times
        yield Figure(f"{kind}: median", share(times, 0.5), "ms CPU")
        yield Figure(f"{kind}: p95", share(times, 0.95), "ms CPU")
    if connection.vendor == "sqlite":  # elsewhere the database's own share is not in it
        yield Figure("all: p95", share(everything, 0.95), "ms CPU", target=15)


def _asked() -> dict[str, list[str]]:
    """Common and rare words as in the texts, one to four of them."""
    dice = random.Random(5)  # noqa: S311 - not a secret
    common = " ".join(COMMON).split()

    def some(count: int, rare: float) -> str:
        words = [
            rare_word(dice) if dice.random() < rare else dice.choice(common) for _ in range(count)
        ]
        return " ".join(words)

    def slip(word: str) -> str:
        at = dice.randrange(1, len(word) - 1)
        return word[:at] + dice.choice("aeiou") + word[at + 1 :]

    return {
        "words": [some(dice.randint(1, 4), 0.3) for _ in range(EACH)],
        "beginnings": [
            some(dice.randint(0, 2), 0.3) + " " + rare_word(dice)[:3] for _ in range(EACH)
        ],
        "typos": [some(1, 0) + " " + slip(rare_word(dice) + "ka") for _ in range(EACH)],
        "a whole sentence": [some(9, 0.1) for _ in range(EACH)],
    }


@dataclass(frozen=True, slots=True)
class Label:
    """A query, and the part of a page that answers it; without a heading the whole page does."""

    kind: str
    query: str
    page: str
    heading: str


def _labels() -> list[Label]:
    lines = [line for line in QUERIES.read_text().splitlines() if line and not line.startswith("#")]
    return [Label(*[*line.split("\t"), ""][:4]) for line in lines]


def _quality(handbook: Path) -> Iterator[Figure]:
    missed, labels = Counter[str](), _labels()
    for label, _answers in _misses(handbook, labels):
        missed[label.kind] += 1
    yield Figure("labelled queries", len(labels))
    for kind, count in sorted(Counter(label.kind for label in labels).items()):
        yield Figure(f"found: {kind}", 100 * (count - missed[kind]) / count, "%")
    found = len(labels) - missed.total()
    yield Figure(
        f"found among the first {FIRST}", 100 * found / len(labels), "%", target=90, at_least=True
    )


def _tell_missed(handbook: Path) -> None:
    for label, answers in _misses(handbook, _labels()):
        print(f"{label.kind}: “{label.query}” should find {label.page} › {label.heading}")
        for answer in answers:
            print(f"    {answer}")


def _misses(handbook: Path, labels: Sequence[Label]) -> Iterator[tuple[Label, list[str]]]:
    from manyhands.search.find import find

    reader, parts = _read(handbook)
    for label in labels:
        course, places = parts.place_of(label)
        hits = [hit.document for hit in find(label.query, by=reader)][:FIRST]
        if not any(hit.object_id == course and hit.place in places for hit in hits):
            yield label, [f"{hit.kind} {hit.title} | {hit.body[:60]}" for hit in hits]


@dataclass(slots=True)
class _Parts:
    """Of each page its course, and the blocks under each of its headings."""

    courses: dict[str, int]
    sections: dict[int, dict[str, set[str]]]

    def place_of(self, label: Label) -> tuple[int, set[str]]:
        course = self.courses[f"{label.page}.md"]
        sections = self.sections[course]
        if not label.heading:
            return course, {""}.union(*sections.values())
        wanted = _plain(label.heading)
        named = [name for name in sections if name == wanted] or [
            name for name in sections if name.startswith(wanted)
        ]
        assert named, f"{label.page} has no “{label.heading}”: {sorted(sections)}"
        return course, sections[named[0]]


def _read(handbook: Path) -> tuple[Any, _Parts]:
    """Import and release the handbook, put it into the index. Returns who looks, and where everything is."""
    from manyhands.courses.actions import ReleasePlan, import_source, release_course
    from manyhands.courses.models import Course
    from manyhands.people.models import Person
    from manyhands.search.indexing import COURSES

    keeper, reader = (
        Person.objects.get(email=f"{who}@ferrow.example") for who in ("amara", "salma")
    )
    report = import_source(handbook, by=keeper)
    sections = {}
    for _path, pk in report.pages:
        course = Course.objects.get(pk=pk)
        release_course(course, plan=ReleasePlan(is_for_everybody=True), by=keeper)
        COURSES.index(pk)
        course.refresh_from_db()
        assert course.current is not None
        sections[pk] = _sections(course.current.document["content"])
    return reader, _Parts(dict(report.pages), sections)


def _sections(blocks: list[Any]) -> dict[str, set[str]]:
    """A part goes to the next heading that is not below its own."""
    found: dict[str, set[str]] = {"": {block["attrs"]["id"] for block in blocks}}
    open_parts: list[tuple[int, str]] = []
    for block in blocks:
        if block["type"] == "heading":
            level = block["attrs"].get("level", 2)
            open_parts = [part for part in open_parts if part[0] < level]
            open_parts.append((level, _plain(_words(block))))
        for _level, name in open_parts:
            found.setdefault(name, set()).add(block["attrs"]["id"])
    return found


def _words(node: dict[str, Any]) -> str:
    return node.get("text", "") + "".join(map(_words, node.get("content", [])))


def _plain(heading: str) -> str:
    return " ".join(heading.replace("’", "'").split()).rstrip(":").lower()


if __name__ == "__main__":
    main()
