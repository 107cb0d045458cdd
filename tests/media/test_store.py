"""Keeping what people send."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.media import pictures, vault
from manyhands.media.models import Asset, AssetKind
from manyhands.media.names import clean_name
from manyhands.media.refusals import FileRefused
from manyhands.media.storing import store_file, store_image
from tests.factories_media import (
    a_file,
    a_growing_picture,
    a_huge_picture,
    a_photo_with_place,
    a_picture,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def kept_files() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_a_picture_is_kept_with_its_size_and_who_sent_it(cast):
    asset = store_image(a_picture("Gate 4.png"), scope="course:1", by=cast.leo)

    assert (asset.kind, asset.width, asset.height) == (AssetKind.IMAGE, 40, 30)
    assert asset.content_type == "image/png"
    assert Entry.objects.get(kind="media.file.stored").actor_id == cast.leo.pk


def test_the_same_picture_twice_lies_there_once(cast):
    for _ in range(2):
        store_image(a_picture(), scope="course:1", by=cast.leo)

    assert Asset.objects.count() == 2
    assert len(kept_files()) == 1


def test_a_photo_stands_upright_and_tells_nothing_of_where_it_was_taken(cast):
    asset = store_image(a_photo_with_place(), scope="course:1", by=cast.leo)

    assert (asset.width, asset.height) == (20, 40)
    with Image.open(vault.path_of(asset.digest)) as kept:
        assert not kept.getexif()
        assert "exif" not in kept.info


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_kept(cast, kind):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    moving = a_picture(f"m.{kind.lower()}", kind=kind, save_all=True, append_images=frames)

    assert (
        store_image(moving, scope="course:1", by=cast.leo).content_type == f"image/{kind.lower()}"
    )


def test_eighty_million_pixels_are_refused_by_the_head_alone(cast):
    with pytest.raises(FileRefused, match="too many pixels"):
        store_image(a_huge_picture(), scope="course:1", by=cast.leo)

    assert kept_files() == []


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_picture_of_very_many_frames_is_refused_without_counting_them(cast, monkeypatch, kind):
    monkeypatch.setattr(pictures, "MOST_FRAMES", 5)
    frames = [Image.new("RGB", (4, 4), ("red", "blue")[n % 2]) for n in range(12)]
    moving = a_picture("m", size=(4, 4), kind=kind, save_all=True, append_images=frames)

    with pytest.raises(FileRefused, match="too long or too large"):
        store_image(moving, scope="course:1", by=cast.leo)


@pytest.mark.parametrize(("side", "why"), [(5000, "too long or too large"), (65535, "too many")])
def test_a_frame_that_is_larger_than_the_picture_is_not_unpacked(cast, side, why):
    with pytest.raises(FileRefused, match=why):
        store_image(a_growing_picture(side), scope="course:1", by=cast.leo)

    assert kept_files() == []


def test_how_many_pixels_fit_is_a_setting(cast, settings):
    settings.PICTURE_MAX_PIXELS = 1000

    with pytest.raises(FileRefused, match="too many pixels"):
        store_image(a_picture(size=(40, 30)), scope="course:1", by=cast.leo)


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PPM", "TGA"])
def test_pictures_of_other_kinds_are_refused(cast, kind):
    with pytest.raises(FileRefused, match="PNG, JPEG, GIF and WebP"):
        store_image(a_picture("a.png", kind=kind), scope="course:1", by=cast.leo)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("page.jpg", b"<html><script>alert(1)</script></html>"),
        ("nothing.gif", b"GIF89a"),
        ("cut.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 20),
        ("words.png", b"only words"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(cast, name, content):
    with pytest.raises(FileRefused):
        store_image(a_file(name, content), scope="course:1", by=cast.leo)

    assert not Asset.objects.exists()


def test_a_picture_cut_in_the_middle_is_refused(cast):
    whole = a_picture(size=(300, 300), kind="JPEG", name="me.jpg").read()

    with pytest.raises(FileRefused, match="damaged"):
        store_image(a_file("me.jpg", whole[: len(whole) // 2]), scope="course:1", by=cast.leo)


def test_what_was_glued_behind_a_picture_is_not_kept(cast):
    glued = a_picture().read() + b"<script>alert(1)</script>PK\x03\x04"

    asset = store_image(a_file("a.png", glued), scope="course:1", by=cast.leo)

    assert b"script" not in vault.path_of(asset.digest).read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "served_as"),
    [
        ("plan.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("list.csv", "a;b\nä;ö".encode(), "text/csv"),
        ("all.zip", b"PK\x03\x04....", "application/zip"),
        ("clip.mp4", b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
    ],
)
def test_a_file_of_the_list_is_kept(cast, name, content, served_as):
    asset = store_file(a_file(name, content), scope="course:1", by=cast.leo)

    assert (asset.kind, asset.content_type, asset.size) == (AssetKind.FILE, served_as, len(content))


def test_a_picture_sent_as_a_file_goes_the_way_of_pictures(cast):
    assert store_file(a_picture(), scope="course:1", by=cast.leo).kind == AssetKind.IMAGE


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("tool.exe", b"MZ....", "not kept here"),
        ("page.html", b"<html>", "not kept here"),
        ("drawing.svg", SVG, "not kept here"),
        ("without-ending", b"hello", "not kept here"),
        ("plan.pdf", b"MZ....", "something else"),
        ("list.csv", b"MZ\x00\x00", "something else"),
        ("report.docx", b"<html>", "something else"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(cast, name, content, why):
    with pytest.raises(Refused, match=why):
        store_file(a_file(name, content), scope="course:1", by=cast.leo)

    assert kept_files() == []


def test_a_file_above_the_limit_is_refused_before_it_is_read(cast, settings):
    settings.MEDIA_UPLOAD_MAX_SIZE = 10

    with pytest.raises(Refused, match="too large"):
        store_file(a_file("a.txt", b"x" * 11), scope="course:1", by=cast.leo)


def test_a_full_disk_is_said_and_leaves_nothing_behind(cast, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(vault.os, "fsync", full)

    with pytest.raises(FileRefused, match="no room left"):
        store_image(a_picture(), scope="course:1", by=cast.leo)
    assert kept_files() == []
    assert not Asset.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\leo\\Plan.PDF", "Plan.pdf"),
        ("..", "file"),
        ("", "file"),
        ("a\r\nX-Evil: 1.txt", "a X-Evil- 1.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("\N{OWL}" * 300 + ".pdf", "\N{OWL}" * 59 + ".pdf"),
        ("\u202efdp.txt", "fdp.txt"),
    ],
)
def test_a_name_becomes_harmless(given, kept):
    assert clean_name(given) == kept
