"""Bringing Markdown in: drafts from pages, again and again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from manyhands.collab import drafts
from manyhands.courses import actions
from manyhands.courses.importing import ImportRefused
from manyhands.courses.models import Course, CourseState, ImportedPage
from manyhands.journal.models import Entry
from manyhands.media.models import Asset
from tests.factories_courses import type_words
from tests.factories_media import a_picture

GATE = """---
title: The gate
subtitle: Who opens it on Sundays
---
## On Sundays

Ring twice. See [the night shift](night.md).

![The gate from the street](gate.png)
"""
NIGHT = "# The night shift\n\nDo it at a quarter to six.\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    handbook = tmp_path / "handbook"
    handbook.mkdir()
    (handbook / "gate.md").write_text(GATE)
    (handbook / "night.md").write_text(NIGHT)
    (handbook / "gate.png").write_bytes(a_picture().read())
    return handbook


def course_of(path: str) -> Course:
    return ImportedPage.objects.get(path=path).course


def words_of(course: Course) -> str:
    return str(drafts.read_document(course.room_key))


def test_files_that_no_page_uses_are_named(cast, folder):
    (folder / "old").mkdir()
    (folder / "old" / "gate.png").write_bytes(b"not looked at")
    (folder / "prices.xlsx").write_bytes(b"not looked at")

    report = actions.import_source(folder, by=cast.amara)

    assert {entry.detail for entry in report.notes.entries} == {"old/gate.png", "prices.xlsx"}
    assert {str(c.label): n for c, n in report.notes.counts().items()} == {
        "Files that no page shows or links to: left out": 2
    }


def test_what_lies_around_a_single_page_is_not_spoken_of(cast, folder):
    (folder / "prices.xlsx").write_bytes(b"not looked at")

    report = actions.import_source(folder / "night.md", by=cast.amara)

    assert not report.notes.entries


def test_each_page_becomes_a_draft(cast, folder):
    report = actions.import_source(folder, by=cast.amara)

    gate, night = course_of("gate.md"), course_of("night.md")
    assert (report.made, report.updated, len(report.skipped)) == (2, 0, 0)
    assert report.sentence == "2 drafts were made."
    assert (gate.title, gate.keeper, gate.state) == ("The gate", cast.amara, CourseState.DRAFT)
    assert f"/courses/{night.pk}/" in words_of(gate)
    assert not drafts.is_touched(gate.room_key)
    assert Entry.objects.get(kind="courses.source.imported").facts["made"] == 2


def test_its_picture_is_kept_with_the_draft(cast, folder):
    actions.import_source(folder, by=cast.amara)

    asset = Asset.objects.get()
    assert asset.scope == course_of("gate.md").room_key
    assert f"'media': {asset.pk}" in words_of(course_of("gate.md"))


def test_the_same_again_changes_nothing(cast, folder):
    actions.import_source(folder, by=cast.amara)

    report = actions.import_source(folder, by=cast.amara)

    assert (report.made, report.updated, report.unchanged) == (0, 0, 2)
    assert Course.objects.count() == 2
    assert Asset.objects.count() == 1


def test_a_changed_page_updates_a_draft_that_nobody_touched(cast, folder):
    actions.import_source(folder, by=cast.amara)
    (folder / "night.md").write_text(NIGHT.replace("a quarter", "ten minutes"))

    report = actions.import_source(folder, by=cast.amara)

    assert (report.updated, report.unchanged) == (1, 1)
    assert "ten minutes" in words_of(course_of("night.md"))


def test_a_draft_that_somebody_touched_is_named_and_left_alone(cast, folder):
    actions.import_source(folder, by=cast.amara)
    night = course_of("night.md")
    type_words(night, "My own title", by=cast.amara, block="title")
    (folder / "night.md").write_text("# Another\n\nText.\n")

    report = actions.import_source(folder, by=cast.amara)

    assert [(one.course_id, one.path) for one in report.skipped] == [(night.pk, "night.md")]
    assert "somebody has written" in report.skipped[0].reason
    assert "My own title" in words_of(night)


def test_two_people_with_a_folder_of_one_name_do_not_meet(cast, folder):
    actions.import_source(folder, by=cast.amara)

    report = actions.import_source(folder, by=cast.tom)

    assert report.made == 2
    assert Course.objects.filter(keeper=cast.tom).count() == 2


def test_what_was_handed_over_is_left_alone(cast, folder):
    actions.import_source(folder, by=cast.amara)
    night = course_of("night.md")
    actions.hand_over_keeping(night, to=cast.tom, by=cast.amara)
    actions.leave_course(Course.objects.get(pk=night.pk), by=cast.amara)

    report = actions.import_source(folder, by=cast.amara)

    assert "no longer yours" in report.skipped[0].reason


def test_progress_is_told(cast, folder):
    told = []

    actions.import_source(
        folder, by=cast.amara, progress=lambda done, all_: told.append((done, all_))
    )

    assert told[0] == (0, 2)
    assert told[-1] == (2, 2)


def test_nothing_to_read_is_said_in_a_sentence(cast, tmp_path):
    with pytest.raises(ImportRefused):
        actions.import_source(tmp_path / "nowhere", by=cast.amara)


def test_a_small_file_is_there_at_once(cast, client_for):
    amara = client_for(cast.amara)
    sent = SimpleUploadedFile("night.md", NIGHT.encode())

    answer = amara.post(reverse("courses:import"), {"file": sent})
    page = amara.get(answer.url).content.decode()

    assert "1 draft was made." in page
    assert Course.objects.get().title == "The night shift"


def test_a_zip_is_read_by_the_worker(cast, client_for, deliver):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("handbook/gate.md", GATE)
        archive.writestr("handbook/night.md", NIGHT)
    amara = client_for(cast.amara)

    answer = amara.post(
        reverse("courses:import"), {"file": SimpleUploadedFile("book.zip", packed.getvalue())}
    )
    before = amara.get(answer.url).content.decode()
    deliver()
    after = amara.get(answer.url, headers={"HX-Request": "true"}).content.decode()

    assert "is being read" in before
    assert "2 drafts were made." in after
    assert "Pictures that are not there" in after


@pytest.mark.parametrize(
    ("name", "content"), [("letter.docx", b"PK"), ("empty.md", b"")], ids=["a letter", "nothing"]
)
def test_what_is_no_markdown_is_refused_at_the_field(cast, client_for, name, content):
    amara = client_for(cast.amara)

    answer = amara.post(reverse("courses:import"), {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert not Course.objects.exists()


def test_a_broken_zip_is_named_as_such(cast, client_for, deliver):
    amara = client_for(cast.amara)
    sent = SimpleUploadedFile("broken.zip", b"not a zip")

    answer = amara.post(reverse("courses:import"), {"file": sent})
    deliver()

    page = amara.get(answer.url).content.decode()
    assert "could not be brought in" in page
    assert "broken.zip is neither a Markdown file, nor a folder, nor a zip.</p>" in page
    assert not Course.objects.exists()


def test_an_import_is_seen_by_who_asked_for_it(cast, client_for):
    sent = SimpleUploadedFile("night.md", NIGHT.encode())
    answer = client_for(cast.amara).post(reverse("courses:import"), {"file": sent})

    assert client_for(cast.tom).get(answer.url).status_code == 404
