"""``bench/fill``: a database of size demo, M or L, the same at every run.

M is an organisation of 5,000 people, L one of 100,000: a few very popular courses and many small ones, people in one to
four groups, as in real life. Rows are inserted in bulk, as the actions would leave them; the journal is there, the
deliveries are done.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .measuring import DATABASES
from .setting import FILLED, folder_of, standing
from .size import SIZES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="bench/fill")
    parser.add_argument("size", choices=["demo", *SIZES])
    parser.add_argument("--on", choices=DATABASES, default="sqlite")
    parser.add_argument("--data", type=Path, default=None, help="default: bench-data/SIZE")
    chosen = parser.parse_args()
    data = chosen.data or folder_of(chosen.size, chosen.on)
    if data.exists():
        raise SystemExit(f"{data} is there already. Delete it to fill it anew.")
    with standing(data, chosen.on):
        began = time.perf_counter()
        _builders()[chosen.size]()
        print(f"{chosen.size}: filled in {time.perf_counter() - began:.1f} s")
        for name, count in _counts().items():
            print(f"  {name:<12}{count:>10,}")
    (data / FILLED).touch()


def _builders() -> dict[str, Callable[[], object]]:
    from manyhands.demo.build import fill_demo

    from .sizes import fill_size

    return {"demo": fill_demo} | {name: partial(fill_size, size) for name, size in SIZES.items()}


def _counts() -> dict[str, int]:
    from manyhands.courses.models import Course, Release
    from manyhands.journal.models import Entry
    from manyhands.learning.models import Attempt
    from manyhands.needs.models import Need
    from manyhands.people.models import Group, Person

    nouns = (Person, Group, Need, Course, Release, Attempt, Entry)
    return {noun._meta.verbose_name_plural or "": noun.objects.count() for noun in nouns}  # type: ignore[misc]


if __name__ == "__main__":
    main()
