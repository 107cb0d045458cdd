"""`manyhands backup`, `restore`, `verify`, `compare`, as an operator types them."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
import typer

from manyhands.backup import making
from manyhands.backup.refusals import BackupRefused
from manyhands.cli import keeping
from manyhands.cli.errors import Foreseen
from manyhands.needs.models import Need
from tests.cli.test_commands import is_one_sentence, manyhands
from tests.places import first_demo


@pytest.fixture
def here(standing):
    with standing.entered():
        yield standing


@pytest.fixture
def file(here, tmp_path) -> Path:
    keeping.backup(tmp_path / "ferrow.backup")
    return tmp_path / "ferrow.backup"


def test_a_backup_is_for_its_owner_alone_and_says_what_is_in_it(here, tmp_path, capsys):
    file = tmp_path / "ferrow.backup"
    keeping.backup(file)
    said = capsys.readouterr().err

    assert file.stat().st_mode & 0o777 == 0o600
    assert "2 files" in said
    assert str(file) in said
    assert [f.name for f in file.parent.iterdir() if f.is_file()] == [file.name]


def test_a_file_that_is_there_stays_unless_forced(file):
    before = file.read_bytes()
    with pytest.raises(Foreseen, match="--force"):
        keeping.backup(file)
    assert file.read_bytes() == before

    keeping.backup(file, force=True)
    keeping.verify(file)
    assert file.read_bytes() != before


@pytest.mark.parametrize(
    "trouble", [OSError(28, "No space left on device"), BackupRefused("Not so.")]
)
def test_what_goes_wrong_leaves_the_older_one_and_nothing_else(file, monkeypatch, trouble):
    def stop(*_args):
        raise trouble

    monkeypatch.setattr(making, "_write_files", stop)
    before = file.read_bytes()
    with pytest.raises(Foreseen) as told:
        keeping.backup(file, force=True)

    assert is_one_sentence(str(told.value))
    assert file.read_bytes() == before
    assert len([f for f in file.parent.iterdir() if f.is_file()]) == 1


def test_a_folder_that_is_not_there_is_said(here, tmp_path):
    with pytest.raises(Foreseen, match="cannot be read or written"):
        keeping.backup(tmp_path / "nowhere/ferrow.backup")


def test_it_goes_into_a_pipe(here, monkeypatch, tmp_path):
    pipe = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", pipe)
    keeping.backup(Path("-"))
    monkeypatch.undo()
    (tmp_path / "piped").write_bytes(pipe.buffer.getvalue())

    keeping.verify(tmp_path / "piped")


def test_a_screen_is_no_place_for_it(here, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(Foreseen, match="pipe"):
        keeping.backup(Path("-"))


def test_a_whole_one_is_said_to_be_whole(file, capsys):
    keeping.verify(file)

    assert "is whole" in capsys.readouterr().out


def test_the_same_and_not_the_same_are_told_apart(file, capsys):
    keeping.compare(file)
    assert "The same" in capsys.readouterr().out

    need = Need.objects.earliest("pk")
    Need.objects.filter(pk=need.pk).update(statement="x")
    with pytest.raises(typer.Exit) as ended:
        keeping.compare(file)
    need.save()

    assert ended.value.exit_code == 1
    assert f"needs_need {need.pk}: differs in statement" in capsys.readouterr().out


def test_an_empty_machine_takes_it_back(file, empty_place, capsys):
    with empty_place().entered():
        keeping.restore(file)
        keeping.compare(file)

    said = capsys.readouterr().out
    assert "manyhands serve" in said
    assert "The same" in said


def test_without_an_installation_there_is_nothing_to_keep(empty_place, tmp_path):
    with empty_place().entered(), pytest.raises(Foreseen, match="no organisation"):
        keeping.backup(tmp_path / "b")


def test_the_commands_as_they_are_typed(tmp_path):
    first_demo(tmp_path / "data")
    file = str(tmp_path / "b")

    assert manyhands("backup", file, data=tmp_path / "data").returncode == 0
    assert manyhands("restore", file, data=tmp_path / "again").returncode == 0
    os.truncate(file, 1000)
    refused = manyhands("restore", file, data=tmp_path / "third")

    assert refused.returncode == 2
    assert is_one_sentence(refused.stderr)
    assert not (tmp_path / "third").exists()


def test_a_folder_that_is_not_there_is_named_and_no_hidden_file(here, tmp_path):
    with pytest.raises(Foreseen) as refused:
        keeping.backup(tmp_path / "nowhere" / "ferrow.backup")

    assert str(tmp_path / "nowhere" / "ferrow.backup cannot be") in str(refused.value)
