from __future__ import annotations

import pytest

from manyhands.cli import importing
from manyhands.cli.errors import Foreseen
from manyhands.courses.models import Course


def test_a_page_becomes_a_draft_of_its_keeper(cast, tmp_path, capsys):
    (tmp_path / "gates.md").write_text("# Opening the gates\n\nTurn the key twice.\n")

    importing.import_courses(tmp_path, keeper=cast.leo.email)

    assert Course.objects.get().keeper == cast.leo
    assert "1" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nothing.md", "lorry.docx"])
def test_what_is_not_there_or_not_markdown_is_said(cast, tmp_path, name):
    (tmp_path / "lorry.docx").write_bytes(b"PK\x03\x04 not a zip")

    with pytest.raises(Foreseen):
        importing.import_courses(tmp_path / name, keeper=cast.leo.email)


def test_courses_need_a_keeper_who_works_here(cast, tmp_path):
    with pytest.raises(Foreseen):
        importing.import_courses(tmp_path, keeper="nobody@ferrow.example")
