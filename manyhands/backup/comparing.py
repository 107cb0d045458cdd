"""Is an installation what a backup says? Row for row, file for file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model

from . import schema
from .archive import Archive, Progress
from .manifest import Table
from .moment import held_moment
from .rows import Row, columns_of, lines_of
from .sealing import PIECE

Keyed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row or file that is not the same, and in what."""

    where: str
    which: str
    what: str

    def __str__(self) -> str:
        return f"{self.where} {self.which}: {self.what}"


def is_of_one_version(archive: Archive) -> bool:
    """Whether the installation has just the tables that the backup was made of."""
    return schema.applied_migrations() == archive.manifest.migrations


def differences(archive: Archive, *, progress: Progress) -> Iterator[Difference]:
    """All that is not the same here as in the backup; of tables that changed since, the columns both have."""
    with held_moment() as alias:
        models = schema.models_of(schema.state_of(schema.applied_migrations(alias)))
        by_table = {model._meta.db_table: model for model in models}
        for at, table in enumerate(archive.manifest.tables, start=1):
            yield from _of_table(archive, table, by_table.get(table.name), alias)
            progress("Tables", at, len(archive.manifest.tables))
    yield from _of_files(archive, progress)


def _of_table(
    archive: Archive, table: Table, model: type[Model] | None, alias: str
) -> Iterator[Difference]:
    if model is None:
        yield Difference(table.name, "", "the table is not here")
        return
    here = list(columns_of(model))
    both = [column for column in table.columns if column in here]
    key = str(model._meta.pk.column)
    kept = _keyed(archive.rows(table.name), table.columns)
    found = _keyed((json.loads(line) for line in lines_of(model, alias)), here)
    for which, before, after in _paired(kept, found, key):
        if before is None or after is None:
            yield Difference(
                table.name, which, "only here" if before is None else "only in the backup"
            )
        elif changed := [column for column in both if before[column] != after[column]]:
            yield Difference(table.name, which, f"differs in {', '.join(changed)}")


def _keyed(rows: Iterable[Row], columns: list[str]) -> Iterator[Keyed]:
    for row in rows:
        yield dict(zip(columns, row, strict=True))


def _paired(
    kept: Iterator[Keyed], found: Iterator[Keyed], key: str
) -> Iterator[tuple[str, Keyed | None, Keyed | None]]:
    """Rows of the same key beside each other. Both come by key, but not every database sorts words alike."""
    waiting: tuple[dict[Any, Keyed], dict[Any, Keyed]] = ({}, {})
    ended = [False, False]
    while not all(ended):
        for side, rows in enumerate((kept, found)):
            row = next(rows, None)
            if row is None:
                ended[side] = True
                continue
            other = waiting[1 - side].pop(row[key], None)
            if other is None:
                waiting[side][row[key]] = row
            else:
                yield (str(row[key]), *((row, other) if side == 0 else (other, row)))
    yield from ((str(value), row, None) for value, row in waiting[0].items())
    yield from ((str(value), None, row) for value, row in waiting[1].items())


def _of_files(archive: Archive, progress: Progress) -> Iterator[Difference]:
    root = Path(settings.MEDIA_ROOT)
    kept = archive.manifest.files
    for at, digest in enumerate(kept, start=1):
        place, wanted = root / digest[:2] / digest, f"media/{digest[:2]}/{digest}"
        if not place.exists():
            yield Difference("file", digest, "only in the backup")
        elif _digest_of(place) != archive.manifest.members[wanted].sha256:
            yield Difference("file", digest, "has another content")
        progress("Files", at, len(kept))
    yield from (
        Difference("file", digest, "missing in the backup, here again")
        for digest in archive.manifest.missing
        if (root / digest[:2] / digest).exists()
    )


def _digest_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
