"""What processes over one SQLite database tell each other; PostgreSQL's way is in tests/live."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from manyhands.cli import serving
from manyhands.cli.errors import Foreseen
from manyhands.journal.between import Listener, hear, pipes, tell, tell_others, words
from manyhands.journal.between.words import OWN_NAME, SOMETHING_MISSED, pass_on

sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own way")
MISSED = "(missed)"


@pytest.fixture
def heard(monkeypatch) -> list[str]:
    """What this process hears on the channel "tests"."""
    monkeypatch.setattr(words, "_hearing", {})
    said: list[str] = []
    hear("tests", said.append, missed=lambda: said.append(MISSED))
    return said


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch, transactional_db) -> Path:
    """A folder for the pipes, of a name longer than a socket's address may be."""
    deep = tmp_path / ("a-long-name-" * 15)
    deep.mkdir()
    monkeypatch.setattr(pipes, "folder", lambda: deep / "processes")
    return deep / "processes"


@contextmanager
def neighbour(name: str = "neighbour") -> Iterator[Callable[[], Iterator[str]]]:
    """Another process's ear; gives what it has heard since it was asked last."""
    own, pipes.OWN_NAME = pipes.OWN_NAME, name
    with pipes.ear() as lines:
        pipes.OWN_NAME = own
        yield lines


@sqlite
def test_each_process_hears_a_word_once_it_is_committed(heard):
    with neighbour() as lines, neighbour("second") as other_lines:
        with transaction.atomic():
            tell("tests", "new")
            assert heard == []
        assert list(lines()) == list(other_lines()) == ["- tests new"]
    assert heard == ["new"]


@sqlite
def test_what_is_rolled_back_was_never_said(heard):
    with neighbour() as lines:
        with transaction.atomic():
            tell("tests", "new")
            transaction.set_rollback(True)
        assert list(lines()) == []
    assert heard == []


@sqlite
def test_what_is_for_the_others_is_for_them_alone(heard):
    with neighbour() as lines:
        tell_others("tests", "new")
        assert list(lines()) == [f"{OWN_NAME} tests new"]
    assert heard == []


@sqlite
def test_nobody_listens_and_nothing_is_lost(heard, place):
    tell("tests", "new")
    assert heard == ["new"]
    assert not place.exists()


@sqlite
def test_who_leaves_leaves_nothing_behind(heard, place):
    with neighbour():
        pass
    tell("tests", "new")
    assert heard == ["new"]
    assert os.listdir(place) == []


@sqlite
def test_who_was_killed_is_found_by_the_next_word(heard, place):
    with neighbour() as lines:
        os.mkfifo(place / "killed")
        tell("tests", "new")
        assert list(lines()) == ["- tests new", SOMETHING_MISSED]
        tell("tests", "newer")
        assert list(lines()) == ["- tests newer"]
    assert heard == ["new", MISSED, "newer"]


@sqlite
def test_who_was_killed_is_found_by_whoever_comes_next(heard, place):
    with neighbour() as lines:
        os.mkfifo(place / "killed")
        with neighbour("second"):
            assert list(lines()) == [SOMETHING_MISSED]


@sqlite
def test_nobody_waits_for_a_process_that_does_not_keep_up(heard, monkeypatch):
    monkeypatch.setattr(pipes, "WIDE", 4 * select.PIPE_BUF)
    with neighbour() as lines:
        for _ in range(20):
            tell("tests", "x" * (select.PIPE_BUF // 2 + 1))
        assert next(lines()) == SOMETHING_MISSED
        tell("tests", "new")
        assert list(lines()) == ["- tests new"]


@sqlite
def test_of_a_word_too_long_it_is_said_that_something_is_missed(heard):
    with neighbour() as lines:
        tell("tests", "x" * select.PIPE_BUF)
        assert list(lines()) == [SOMETHING_MISSED]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has its own way")
def test_a_word_too_long_for_postgresql_does_not_undo_what_it_is_about(heard):
    with transaction.atomic():
        tell("tests", "x" * 8000)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- tests new", ["new"]),
        ("- tests a word with spaces", ["a word with spaces"]),
        ("3f9a tests new", ["new"]),
        ("ourselves tests new", []),
        ("- elsewhere new", []),
        (SOMETHING_MISSED, [MISSED]),
        ("garbage", []),
        ("", []),
    ],
)
def test_what_a_line_says(heard, monkeypatch, line, told):
    monkeypatch.setattr(words, "OWN_NAME", "ourselves")
    pass_on(line)
    assert heard == told


def test_a_word_that_cannot_be_used_does_not_make_deaf(heard, monkeypatch):
    def stumble(word: str) -> None:
        raise ValueError(word)

    hear("stumbling", stumble, missed=lambda: None)
    pass_on("- stumbling new")
    pass_on("- tests new")
    assert heard == ["new"]


@sqlite
def test_a_listener_comes_back_when_it_could_not_listen(heard, place, monkeypatch):
    monkeypatch.setattr("manyhands.journal.between.listening.FIRST_PAUSE", 0.01)
    real, tries = os.mkfifo, []

    def no_room_once(*about):
        tries.append(about)
        if len(tries) == 1:
            raise OSError("no space left on device")
        real(*about)

    monkeypatch.setattr(os, "mkfifo", no_room_once)
    listener = Listener()
    listener.start()
    listener.wait_until_it_hears()
    listener.stop()
    listener.join(5)

    assert (len(tries), heard, os.listdir(place)) == (2, [MISSED], [])


@sqlite
def test_a_disk_without_pipes_serves_one_process(monkeypatch):
    def refuse(*_about):
        raise PermissionError("not permitted")

    serving._require_sharing_is_possible(2)
    monkeypatch.setattr(os, "mkfifo", refuse)
    serving._require_sharing_is_possible(1)
    with pytest.raises(Foreseen, match="leave --processes out"):
        serving._require_sharing_is_possible(2)
