"""The processes of one ``serve``: what each counts lies in a folder that they share, so that any can answer for all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from prometheus_client import Metric, ProcessCollector
from prometheus_client.multiprocess import mark_process_dead

# The library's own setting, made by ``serve``.
FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
_FILE: Final = re.compile(r"gauge_livesum_(\d+)\.db")


def folder() -> str:
    """Where the processes count together; empty where there is only this one."""
    return os.environ.get(FOLDER, "")


def bury() -> None:
    """Let what dead processes had open count no longer."""
    for pid in set(_known()) - set(_alive()):
        mark_process_dead(pid, folder())  # type: ignore[no-untyped-call]


def families() -> Iterable[Metric]:
    """Processor time and memory of each process, told apart by its number."""
    told: dict[str, Metric] = {}
    for pid in _alive():
        for family in _collector(pid).collect():
            whole = Metric(family.name, family.documentation, family.type)
            for sample in family.samples:
                labels = {**sample.labels, "pid": str(pid)}
                told.setdefault(family.name, whole).add_sample(sample.name, labels, sample.value)
    return told.values()


def _collector(pid: int) -> ProcessCollector:
    return ProcessCollector(pid=lambda: pid, registry=None)


def _known() -> Iterator[int]:
    for file in Path(folder()).iterdir():
        if found := _FILE.fullmatch(file.name):
            yield int(found[1])


def _alive() -> list[int]:
    if not folder():
        return [os.getpid()]
    return [pid for pid in sorted(_known()) if _is_alive(pid)]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
