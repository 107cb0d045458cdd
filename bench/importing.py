"""``bench/import PATH``: Markdown pages into drafts: how long it takes, what became of each page.

PATH is a folder, a file or a zip, as `manyhands import` takes it; made for a handbook of 233 pages.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from .measuring import Figure, parser_for, publish
from .setting import a_copy_of

PAGES, SECONDS = 233, 20.0


def main() -> None:
    parser = parser_for("import", __doc__)
    parser.add_argument("path", type=Path, help="what to import")
    chosen = parser.parse_args()
    written = sum(1 for _ in chosen.path.rglob("*.md"))
    with a_copy_of("demo", "sqlite"):
        publish(
            "import",
            f"{written} pages of Markdown into size demo on SQLite",
            lambda: _measure(chosen.path, written),
            as_json=chosen.json,
        )


def _measure(path: Path, written: int) -> Iterator[Figure]:
    from manyhands.courses.actions import import_source
    from manyhands.people.models import Person

    keeper = Person.objects.get(email="amara@ferrow.example")
    began, cpu = time.perf_counter(), time.process_time()
    report = import_source(path, by=keeper)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    target = SECONDS * max(1.0, written / PAGES)
    yield Figure("import", wall, "s", target=target)
    yield Figure("the same, CPU", cpu, "s", target=target)
    yield Figure("pages that became a draft", report.made, "", target=written, at_least=True)
    for category, times in report.notes.counts().items():
        yield Figure(f"not placed as it was: {category.label}", times)
    began = time.perf_counter()
    again = import_source(path, by=keeper)
    yield Figure("the same once more", time.perf_counter() - began, "s")
    yield Figure("of these, left as they were", again.unchanged, "", target=written, at_least=True)


if __name__ == "__main__":
    main()
