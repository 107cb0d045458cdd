"""Where a measurement runs: the product's settings over a data folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from .postgresql import copied_database, own_postgresql

ROOT: Final = Path(__file__).resolve().parent.parent
# Filled once, it can be shared by several checkouts.
DEFAULT: Final = Path(os.environ.get("BENCH_DATA", "bench-data"))
FILLED: Final = "filled"


def start(data: Path) -> None:
    """Let Django stand over this data folder, migrated."""
    os.environ["MANYHANDS_DATA"] = str(data)
    os.environ.setdefault("MANYHANDS_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyhands.config.settings")
    data.mkdir(parents=True, exist_ok=True)

    from manyhands.cli.installation import bring_up_to_date, set_up

    set_up()
    bring_up_to_date()


def folder_of(size: str, on: str) -> Path:
    return DEFAULT / (size if on == "sqlite" else f"{size}-{on}")


@contextmanager
def standing(data: Path, on: str) -> Iterator[None]:
    """``start`` on either database; PostgreSQL is served from the data folder meanwhile."""
    with ExitStack() as stack:
        if on == "postgresql":
            data.mkdir(parents=True, exist_ok=True)
            os.environ["MANYHANDS_DATABASE"] = stack.enter_context(own_postgresql(data))
        start(data)
        yield
        if on == "postgresql":
            from django.db import connections

            connections.close_all()
            connections["default"].close_pool()  # type: ignore[attr-defined]


@contextmanager
def a_copy_of(size: str, on: str) -> Iterator[Path]:
    """Django over a copy of a filled size that may be written to; filled first where it is not there yet."""
    original = folder_of(size, on)
    if not (original / FILLED).exists():
        fill = [sys.executable, "-m", "bench.filling", size, "--on", on, "--data", str(original)]
        subprocess.run(fill, check=True, cwd=ROOT, stdout=sys.stderr)  # noqa: S603 - our own program
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="manyhands-bench-")))
        if on == "postgresql":
            address = stack.enter_context(own_postgresql(original))
            os.environ["MANYHANDS_DATABASE"] = stack.enter_context(
                copied_database(address, "a_copy")
            )
        else:
            shutil.copy(original / "manyhands.sqlite3", data)
        start(data)
        yield data
        if on == "postgresql":
            from django.db import connections

            connections.close_all()
            connections["default"].close_pool()  # type: ignore[attr-defined]
