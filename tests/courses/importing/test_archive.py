"""Files, folders and zips are read without trusting a name, a size or a link in them."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from manyhands.courses.importing import (
    Category,
    ImportRefused,
    Limits,
    convert,
    picture_bytes,
    read_source,
)


def _zip(path: Path, **entries: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in entries.items():
            zipped.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return path


def test_a_folder_with_its_pictures_beside_it(folder: Path) -> None:
    source = read_source(folder)
    assert source.name == "pages"
    assert list(source.pages) == ["index.md", "gate/opening.md", "gate/stuck.md"]
    assert source.has("../images/key.png")


def test_one_file_and_what_lies_around_it(folder: Path) -> None:
    (folder / "gate" / "note.png").write_bytes(b"x")
    source = read_source(folder / "gate" / "stuck.md")
    assert list(source.pages) == ["stuck.md"]
    assert source.has("note.png")


def test_a_zip_gives_the_same_courses_as_its_folder(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for file in sorted(folder.parent.rglob("*.*")):
            zipped.write(file, Path("handbook") / file.relative_to(folder.parent))
    source = read_source(path)
    assert "pages/gate/stuck.md" in source.pages
    titles = {course.title for course in convert(source).courses}
    assert titles == {course.title for course in convert(read_source(folder)).courses}
    opening = next(c for c in convert(source).courses if c.path.endswith("opening.md"))
    assert opening.pictures == ("images/key.png",)
    assert picture_bytes(source, "images/key.png").data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["../evil.md", "a/../../evil.md", "/etc/evil.md", "C:\\evil.md", "..\\evil.md"]
)
def test_paths_that_lead_out_are_left_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(name, "# Evil")
        zipped.writestr("good.md", "# Good")
        zipped.writestr("sub/x.md", "# X")
    source = read_source(path)
    assert sorted(source.pages) == ["good.md", "sub/x.md"]
    assert [entry.category for entry in source.skipped.entries] == [Category.SKIPPED]


def test_links_in_a_zip_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    entry = zipfile.ZipInfo("link.md")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr(entry, "/etc/passwd")
        zipped.writestr("good.md", "# Good")
    assert list(read_source(path).pages) == ["good.md"]


def test_links_in_a_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret")
    (folder / "link.md").symlink_to(secret)
    (folder / "out").symlink_to(tmp_path)
    source = read_source(folder)
    assert "link.md" not in source.pages
    assert not any(path.startswith("out/") for path in (*source.pages, *source.files))
    assert len(source.skipped.entries) == 2


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", bomb_DOT_md=b"0" * 5_000_000, good_DOT_md="# Good")
    source = read_source(path, limits=Limits(page_size=10_000_000))
    assert list(source.pages) == ["good.md"]
    assert source.skipped.counts() == {Category.TOO_LARGE: 1}


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", good_DOT_md="# Good", big_DOT_png=b"x" * 3000)
    data = path.read_bytes()
    lying = data.replace((3000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(lying)
    source = read_source(path)
    with pytest.raises((ImportRefused, zipfile.BadZipFile)):
        picture_bytes(source, "big.png")


def test_too_many_or_too_large(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", a_DOT_md="# A", b_DOT_md="# B", c_DOT_md="# " + "C " * 100)
    with pytest.raises(ImportRefused, match="too many files"):
        read_source(path, limits=Limits(files=2))
    with pytest.raises(ImportRefused, match="too many pages"):
        read_source(path, limits=Limits(pages=1))
    assert list(read_source(path, limits=Limits(page_size=50)).pages) == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("nothing.zip", None, "nothing at"),
        ("a.txt", b"words", "neither"),
        ("broken.zip", b"PK\x03\x04 and then nothing", "neither|cannot be read"),
        ("binary.md", b"\x00\x01", "no Markdown page"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ImportRefused, match=words):
        read_source(tmp_path / name)


def test_old_letters_are_read(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes("# Grün".encode("cp1252"))
    assert convert(read_source(tmp_path / "old.md")).courses[0].title == "Grün"


def test_an_empty_folder_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no Markdown page"):
        read_source(tmp_path)
