"""The demo's door lets anybody in: it never stands before a real organisation."""

from __future__ import annotations

import pytest

from manyhands.cli import serving
from manyhands.cli.errors import Foreseen
from manyhands.demo import build

MARK = "this-is-a-demo"


def test_a_folder_with_an_organisation_is_refused(cast, tmp_path):
    with pytest.raises(Foreseen, match="not the demo"):
        serving._fill_once(tmp_path)

    assert not (tmp_path / MARK).exists()


def test_a_story_that_was_interrupted_marks_no_folder(db, tmp_path, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "fill_demo", interrupted)

    with pytest.raises(KeyboardInterrupt):
        serving._fill_once(tmp_path)

    assert not (tmp_path / MARK).exists()


def test_a_story_that_was_told_marks_its_folder(db, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "fill_demo", lambda: True)

    serving._fill_once(tmp_path)

    assert (tmp_path / MARK).exists()


def test_an_old_mark_in_an_empty_house_counts_for_nothing(db, tmp_path, monkeypatch):
    (tmp_path / MARK).touch()
    monkeypatch.setattr(build, "fill_demo", lambda: False)

    serving._fill_once(tmp_path)

    assert not (tmp_path / MARK).exists()
