"""A small handbook of two gates, in our own words, with pictures made on the spot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from manyhands.courses.importing import Source, read_source

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's pages, with pictures in a folder beside them."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    images = tmp_path / "site" / "images"
    images.mkdir(exist_ok=True)
    Image.new("RGB", (8, 6), "red").save(images / "key.png")
    (images / "yard.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path / "site" / "pages"


@pytest.fixture
def source(folder: Path) -> Source:
    return read_source(folder)
