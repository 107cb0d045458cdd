"""Pictures are never kept as they came: what the bytes say is decoded and written anew.

So nothing hides in them (places, names of cameras, a script behind the last pixel), and they stand upright.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import IO, Final

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from .refusals import FileRefused

FORMATS: Final = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
# Of all frames together: each takes some six bytes of memory while it is written anew.
MOST_MOVING_PIXELS: Final = 50_000_000
MOST_FRAMES: Final = 1000
LONGEST_SIDE: Final = 3200
# All that decoding one that is broken, or made to break something, may raise.
DAMAGED: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, RuntimeError, IndexError),
    struct.error,
)
# What Pillow itself refuses, should a header be passed by us in error.
Image.MAX_IMAGE_PIXELS = settings.PICTURE_MAX_PIXELS


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture written anew."""

    content: bytes
    content_type: str
    ending: str
    width: int
    height: int


def rewrite(file: IO[bytes]) -> Picture:
    """Decode a PNG, JPEG, GIF or WebP and write it again, upright and without what the camera added.

    Raises FileRefused for anything else, for a broken one, and for one of too many pixels (seen in its head, before
    anything is unpacked).
    """
    image = _open(file)
    try:
        if getattr(image, "is_animated", False):
            return _rewrite_moving(image)
        if image.format == "JPEG":
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        return _rewrite_still(image, str(image.format))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error  # a frame that is larger than the head says
    except DAMAGED as error:
        raise FileRefused(_("This picture is damaged; it cannot be shown.")) from error


def _open(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    try:
        image = Image.open(file, formats=list(FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise FileRefused(
            _("This is not a picture that can be shown here. PNG, JPEG, GIF and WebP can.")
        ) from error
    if image.width * image.height > settings.PICTURE_MAX_PIXELS:
        raise _too_large()
    return image


def _too_large() -> FileRefused:
    return FileRefused(
        _("This picture has too many pixels: at most %(n)d million. Please make it smaller.")
        % {"n": settings.PICTURE_MAX_PIXELS // 1_000_000}
    )


def _rewrite_still(image: Image.Image, kind: str) -> Picture:
    # Decoding comes first: a cut or damaged file shows itself here, before its notes are looked at.
    image.load()
    # Then it is made small, so that whatever copies it copies little.
    if max(image.size) > LONGEST_SIDE:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = _without_notes(_in_common_colours(ImageOps.exif_transpose(image)))
    if kind == "JPEG":
        return _written(bare.convert("RGB"), kind, quality=86, progressive=True)
    if kind == "WEBP":
        return _written(bare, kind, quality=88)
    return _written(bare, kind)


def _rewrite_moving(image: Image.Image) -> Picture:
    if not _is_bearable(image):
        raise FileRefused(
            _("This moving picture is too long or too large. A video by link would serve better.")
        )
    if image.format == "PNG":
        return _rewrite_still(image, "PNG")
    image.info.pop("exif", None)
    image.info.pop("xmp", None)
    image.info.pop("comment", None)
    return _written(image, str(image.format), save_all=True)


def _is_bearable(image: Image.Image) -> bool:
    """Whether its frames are not too many, and each as large as the first.

    Looks no further than it must: a small GIF can hold a million frames, and each can stretch the picture to more
    than its head says; a few hundred kilobytes would keep the machine busy for an hour.
    """
    size = image.size
    most = min(MOST_FRAMES, MOST_MOVING_PIXELS // (image.width * image.height))
    try:
        for number in range(1, most + 1):
            image.seek(number)
            if image.size != size:
                return False
    except EOFError:
        return True
    finally:
        image.seek(0)
    return False


def _in_common_colours(image: Image.Image) -> Image.Image:
    """Colours as every screen shows them, so that the camera's own profile need not be kept."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        common = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, common, outputMode=image.mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _without_notes(image: Image.Image) -> Image.Image:
    """The pixels alone: Pillow writes back what it finds in ``info``."""
    bare = image.copy()
    keep = {"transparency"} if image.mode == "P" else set()
    bare.info = {key: value for key, value in image.info.items() if key in keep}
    if hasattr(bare, "_exif"):
        bare._exif = None
    return bare


def _written(image: Image.Image, kind: str, **options: object) -> Picture:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return Picture(
        content=out.getvalue(),
        content_type=f"image/{kind.lower()}",
        ending=FORMATS[kind],
        width=image.width,
        height=image.height,
    )
