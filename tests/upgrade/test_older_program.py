"""An older program leaves a newer database alone, and says so in a sentence."""

from __future__ import annotations

import socket
import sqlite3

import pytest

from manyhands.cli import installation
from manyhands.cli.errors import Foreseen
from tests.cli.test_commands import is_one_sentence, manyhands
from tests.places import first_demo


@pytest.fixture
def newer(tmp_path, django_db_blocker):
    """A data folder that a version from next year has served."""
    place = first_demo(tmp_path / "data")
    with sqlite3.connect(place.folder / "manyhands.sqlite3") as link:
        link.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('needs', '0999_more', '2027-01-01')"
        )
    link.close()
    with django_db_blocker.unblock():
        yield place


@pytest.mark.parametrize(
    "command",
    [
        installation.bring_up_to_date,
        installation.require_organisation,
        installation.require_database,
        installation.require_present_database,
    ],
)
def test_every_way_in_is_closed(newer, command):
    with newer.entered(), pytest.raises(Foreseen, match="newer Manyhands"):
        command()


@pytest.mark.parametrize("words", ["serve --port {port}", "worker", "backup {folder}/b"])
def test_a_command_ends_with_one_sentence(newer, words):
    told = words.format(port=a_free_port(), folder=newer.folder)
    ended = manyhands(*told.split(), data=newer.folder)

    assert ended.returncode == 2
    assert is_one_sentence(ended.stderr)
    assert "newer" in ended.stderr
    assert not (newer.folder / "b").exists()


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_program_beside_the_server_waits_for_it_to_bring_the_database_up_to_date(
    tmp_path, django_db_blocker, monkeypatch
):
    monkeypatch.setattr(installation, "_is_behind", lambda: True)
    place = first_demo(tmp_path)
    with django_db_blocker.unblock(), place.entered():
        with pytest.raises(Foreseen, match="manyhands serve"):
            installation.require_present_database()
        installation.require_database()
