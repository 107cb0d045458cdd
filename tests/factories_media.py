"""Files as people send them, made on the spot."""

from __future__ import annotations

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def a_picture(
    name: str = "gate.png",
    *,
    size: tuple[int, int] = (40, 30),
    kind: str = "PNG",
    **options: object,
) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#ffe24a").save(out, kind, **options)
    return SimpleUploadedFile(name, out.getvalue())


def a_photo_with_place(name: str = "me.jpg") -> SimpleUploadedFile:
    """A photo that lies on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825)[1] = "N"
    return a_picture(name, size=(40, 20), kind="JPEG", exif=exif)


def a_huge_picture() -> SimpleUploadedFile:
    """A PNG whose head claims 80 million pixels; its body is a few bytes."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = part(b"IHDR", struct.pack(">IIBBBBB", 10_000, 8_000, 8, 2, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(b"\x00" * 100)) + part(b"IEND", b"")
    return SimpleUploadedFile("map.png", b"\x89PNG\r\n\x1a\n" + head + body)


def a_file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def a_growing_picture(side: int) -> SimpleUploadedFile:
    """A GIF of one pixel with thirty more frames, each of which says that it is ``side`` pixels wide and high."""
    out = io.BytesIO()
    Image.new("P", (1, 1)).save(out, "GIF")
    whole = out.getvalue()
    at = whole.index(b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00")
    frame = whole[at : at + 5] + struct.pack("<HH", side, side) + whole[at + 9 : -1]
    return SimpleUploadedFile("grows.gif", whole[:-1] + frame * 30 + b";")
