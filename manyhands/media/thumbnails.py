"""Faces in the sizes that pages show: made when first asked for, kept beside the picture."""

from __future__ import annotations

import io
import secrets
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from . import vault
from .models import Asset

# Twice what pages show, for screens with fine pixels.
SMALL: Final = 96
LARGE: Final = 320
SIZES: Final = (SMALL, LARGE)


def square(asset: Asset, size: int) -> Path:
    """The middle of a picture as a WebP of ``size`` by ``size`` pixels.

    Raises FileNotFoundError where the picture is gone.
    """
    if size not in SIZES:
        raise ValueError(f"No thumbnails of {size} pixels are made.")
    source = vault.path_of(asset.digest)
    place = source.with_name(f"{asset.digest}-{size}.webp")
    if not place.exists():
        # A name of its own: two people may be the first to look.
        coming = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
        try:
            coming.write_bytes(_made(source, size))
            coming.replace(place)
        finally:
            coming.unlink(missing_ok=True)
    return place


def _made(source: Path, size: int) -> bytes:
    out = io.BytesIO()
    with Image.open(source) as image:
        plain = image.convert("RGBA" if "A" in image.getbands() or image.mode == "P" else "RGB")
        ImageOps.fit(plain, (size, size), Image.Resampling.LANCZOS).save(out, "WEBP", quality=84)
    return out.getvalue()
