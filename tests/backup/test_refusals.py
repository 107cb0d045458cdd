"""A backup that is not whole is refused, and where something is already, nothing is touched."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest
from django.db import connection

from manyhands.backup.archive import MANIFEST, Archive, ArchiveWriter
from manyhands.backup.manifest import FORMAT, Manifest
from manyhands.backup.refusals import BackupRefused
from manyhands.backup.restoring import restore
from manyhands.needs.models import Need


def changed(kept, tmp_path, **told):
    """The backup with another manifest, sealed again."""
    manifest = Manifest.from_json(json.loads(ZipFile(kept).read(MANIFEST)))
    file = tmp_path / "changed.backup"
    with file.open("wb") as out:
        writer = ArchiveWriter(out)
        for name in [name for name in manifest.members if name != "README.txt"]:
            with writer.member(name) as member:
                member.write(ZipFile(kept).read(name))
        for name, value in told.items():
            setattr(manifest, name, value)
        writer.finish(manifest)
    return file


@pytest.mark.parametrize("part", [0.0, 0.01, 0.3, 0.9, 0.99, 1.0])
def test_a_backup_cut_in_the_middle_is_refused(kept, tmp_path, part):
    whole = kept.read_bytes()
    (cut := tmp_path / "cut").write_bytes(whole[: int(part * (len(whole) - 1))])

    with pytest.raises(BackupRefused):
        Archive(cut)


def test_a_flipped_byte_is_refused_wherever_it_is(kept, tmp_path):
    whole = kept.read_bytes()
    last = len(whole) - 1
    for at in (*range(0, last, last // 40), last - 64, last - 63, last):
        flipped = bytearray(whole)
        flipped[at] ^= 0x10
        (file := tmp_path / "flipped").write_bytes(flipped)
        with pytest.raises(BackupRefused):
            Archive(file)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"%PDF-1.7 and so on" * 20])
def test_another_file_is_no_backup(tmp_path, content):
    (file := tmp_path / "other").write_bytes(content)

    with pytest.raises(BackupRefused):
        Archive(file)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BackupRefused, match="no file"):
        Archive(tmp_path / "nothing")


def test_a_backup_of_a_newer_format_is_refused(kept, tmp_path):
    with pytest.raises(BackupRefused, match="newer Manyhands"):
        Archive(changed(kept, tmp_path, format=FORMAT + 1))


@pytest.mark.parametrize("app", ["needs", "paths"])
def test_a_backup_of_a_newer_version_is_refused(kept, tmp_path, empty_place, app):
    migrations = Archive(kept).manifest.migrations
    newer = {**migrations, app: [*migrations.get(app, []), "0099_more"]}
    place = empty_place()

    with pytest.raises(BackupRefused, match="newer Manyhands"):
        place.take_back(changed(kept, tmp_path, migrations=newer))
    assert is_empty(place)


def test_columns_that_this_version_does_not_know_are_refused(kept, tmp_path, empty_place):
    tables = Archive(kept).manifest.tables
    tables[-1].columns.append("colour")
    place = empty_place()

    with pytest.raises(BackupRefused, match="does not know the table"):
        place.take_back(changed(kept, tmp_path, tables=tables))
    assert is_empty(place)


def test_a_place_with_a_database_is_left_alone(standing, kept):
    with standing.entered():
        before = Need.objects.count()
    with pytest.raises(BackupRefused, match="nothing of it was touched"):
        standing.take_back(kept)

    with standing.entered():
        assert Need.objects.count() == before


def test_a_place_with_files_is_left_alone(kept, empty_place):
    place = empty_place()
    (place.folder / "media/ab").mkdir(parents=True)

    with pytest.raises(BackupRefused, match="none was touched"):
        place.take_back(kept)
    assert (place.folder / "media/ab").exists()


@pytest.mark.parametrize("stage", ["Files", "Tables"])
def test_a_restore_that_is_interrupted_leaves_nothing(kept, empty_place, stage):
    place = empty_place()

    with place.entered(), pytest.raises(KeyboardInterrupt):
        restore(Archive(kept), progress=interrupting(stage))
    assert is_empty(place)


def test_after_an_interruption_one_begins_again(kept, empty_place):
    place = empty_place()
    with place.entered(), pytest.raises(KeyboardInterrupt):
        restore(Archive(kept), progress=interrupting("Files"))

    place.take_back(kept)

    with place.entered():
        assert Need.objects.exists()


def interrupting(stage: str):
    """Ctrl+C at the end of a stage."""

    def interrupt(part: str, done: int, whole: int) -> None:
        if part == stage and done == whole:
            raise KeyboardInterrupt

    return interrupt


def is_empty(place) -> bool:
    with place.entered():
        if connection.vendor == "postgresql" and connection.introspection.table_names():
            return False
    return not [file for file in place.folder.rglob("*") if file.stat().st_size and file.is_file()]
