"""Reading a file, a folder or a zip of Markdown without trusting a name, a size or a link in it."""

from __future__ import annotations

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from .limits import ImportRefused, Limits
from .report import Category, Report

PAGE_ENDINGS: Final = (".md", ".markdown", ".mdown")
# Beside a folder of pages a site keeps its pictures: these may be read too, when a folder is given by its path.
_BESIDE: Final = ("images", "img", "assets", "static", "media", "downloads", "files", "public")
_NOISE: Final = frozenset({"__MACOSX", "node_modules"})
# All that comes of a zip which is broken, locked, or packed in a way that is not known here.
UNREADABLE: Final = (
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
)
_Reader = Callable[[], bytes]


@dataclass(slots=True)
class Source:
    """Pages and the files beside them, by their path inside it ("../images/a.png" stands beside the folder)."""

    name: str
    pages: dict[str, str] = field(default_factory=dict)  # Markdown by path
    skipped: Report = field(default_factory=Report)
    is_alone: bool = False  # one page: what lies around it was not brought
    _files: dict[str, tuple[int, _Reader]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        return path in self._files

    def size_of(self, path: str) -> int:
        return self._files[path][0]

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of everything that is no page."""
        return tuple(self._files)

    @property
    def brought(self) -> tuple[str, ...]:
        """The files that were given with the pages: not those that happen to lie around them."""
        if self.is_alone:
            return ()
        return tuple(path for path in self._files if not path.startswith("../"))

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises KeyError when it is not in the source."""
        size, reader = self._files[path]
        data = reader()
        if len(data) > size:
            raise ImportRefused(_("%(path)s is larger than it says.") % {"path": path})
        return data


def read_source(path: Path, *, limits: Limits | None = None) -> Source:
    """A Markdown file, a folder or a zip. Raises ImportRefused, a sentence, when there is nothing to import.

    A zip stays open only while it is read; its files are read again when asked for.
    """
    limits = limits or Limits()
    try:
        source = _read(Path(path), limits)
    except ImportRefused:  # a ValueError as well, and a sentence already
        raise
    except UNREADABLE as error:
        words = _("%(path)s cannot be read: %(reason)s.")
        raise ImportRefused(words % {"path": Path(path).name, "reason": error}) from error
    if not source.pages:
        raise ImportRefused(_("There is no Markdown page in %(path)s.") % {"path": source.name})
    return source


def _read(path: Path, limits: Limits) -> Source:
    if not path.exists():
        raise ImportRefused(_("There is nothing at %(path)s.") % {"path": path})
    if path.is_dir():
        return _Collector(path.resolve().name, limits).folder(path.resolve())
    if zipfile.is_zipfile(path):
        return _Collector(path.stem, limits).archive(path)
    if path.suffix.lower() in PAGE_ENDINGS:
        return _Collector(path.stem, limits).single(path.resolve())
    words = _("%(path)s is neither a Markdown file, nor a folder, nor a zip.")
    raise ImportRefused(words % {"path": path.name})


class _Collector:
    def __init__(self, name: str, limits: Limits) -> None:
        self._source = Source(name[:200])
        self._limits = limits
        self._total = 0
        self._count = 0

    def single(self, path: Path) -> Source:
        """One file, with what lies around it."""
        self._source.is_alone = True
        self._add(path.name, path.stat().st_size, path.read_bytes)
        for relative, file in _walk(path.parent, self._source.skipped):
            if file.suffix.lower() not in PAGE_ENDINGS:
                self._add(relative, file.stat().st_size, file.read_bytes)
        return self._source

    def folder(self, root: Path) -> Source:
        for relative, file in _walk(root, self._source.skipped):
            self._add(relative, file.stat().st_size, file.read_bytes)
        for beside in _BESIDE:
            folder = root.parent / beside
            if folder.is_dir() and not folder.is_symlink() and folder != root:
                for relative, file in _walk(folder, self._source.skipped):
                    if file.suffix.lower() not in PAGE_ENDINGS:
                        name = f"../{beside}/{relative}"
                        self._add(name, file.stat().st_size, file.read_bytes)
        return self._source

    def archive(self, path: Path) -> Source:
        with zipfile.ZipFile(path) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            if len(entries) > self._limits.files:
                raise ImportRefused(_("The zip holds too many files."))
            top = _common_top([entry.filename for entry in entries])
            for entry in entries:
                if name := self._safe_name(entry, top):
                    if _is_page(name):
                        self._add(name, entry.file_size, lambda e=entry: zipped.read(e))  # type: ignore[misc]
                    else:
                        self._add(name, entry.file_size, _ZipReader(path, entry.filename))
        return self._source

    def _safe_name(self, entry: zipfile.ZipInfo, top: str) -> str:
        """The path of an entry, or "" when it is to be left out. Nothing is ever written where it says."""
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        is_odd = not parts or ".." in parts or parts[0] == "/" or ":" in parts[0]
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        is_locked = bool(entry.flag_bits & 1)
        is_bomb = entry.file_size > self._limits.ratio * max(entry.compress_size, 1024)
        if is_odd or is_link or is_locked or is_bomb:
            category = Category.TOO_LARGE if is_bomb else Category.SKIPPED
            self._source.skipped.add(category, "", entry.filename)
            return ""
        if any(part.startswith(".") or part in _NOISE for part in parts):
            return ""
        return "/".join(parts).removeprefix(top)

    def _add(self, name: str, size: int, read: _Reader) -> None:
        self._count += 1
        if self._count > self._limits.files:
            raise ImportRefused(_("It holds too many files."))
        is_page = _is_page(name) and not name.startswith("../")
        if size > (self._limits.page_size if is_page else self._limits.file_size):
            self._source.skipped.add(Category.TOO_LARGE, name, _size(size))
            return
        if not is_page:
            self._source._files[name] = (size, read)
            return
        self._total += size
        if len(self._source.pages) >= self._limits.pages or self._total > self._limits.total_size:
            raise ImportRefused(_("It holds too many pages to import at once."))
        if (text := self._text(name, size, read)) is not None:
            self._source.pages[name] = text

    def _text(self, name: str, size: int, read: _Reader) -> str | None:
        data = read()[: size + 1]
        if len(data) > size or b"\x00" in data:
            self._source.skipped.add(Category.SKIPPED, name, "")
            return None
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8-sig")
        # Older files of Western Europe; every byte means something there.
        return data.decode("cp1252", errors="replace")


@dataclass(frozen=True, slots=True)
class _ZipReader:
    path: Path
    entry: str

    def __call__(self) -> bytes:
        with zipfile.ZipFile(self.path) as zipped, zipped.open(self.entry) as file:
            return file.read(zipped.getinfo(self.entry).file_size + 1)


def _walk(root: Path, skipped: Report) -> Iterator[tuple[str, Path]]:
    """All files below a folder, in the order of their names; hidden ones and symbolic links are left out."""
    for folder, folders, files in os.walk(root, followlinks=False):
        here = Path(folder)
        links = [name for name in (*folders, *files) if (here / name).is_symlink()]
        for name in links:
            skipped.add(Category.SKIPPED, "", (here / name).relative_to(root).as_posix())
        folders[:] = sorted(f for f in folders if _is_wanted(f) and f not in links)
        for name in sorted(f for f in files if _is_wanted(f) and f not in links):
            if (here / name).is_file():
                yield (here / name).relative_to(root).as_posix(), here / name


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and name not in _NOISE


def _is_page(name: str) -> bool:
    return name.lower().endswith(PAGE_ENDINGS)


def _common_top(names: list[str]) -> str:
    """The one folder in which everything lies, as most zips are made."""
    tops = {name.partition("/")[0] for name in names if not name.startswith("__MACOSX")}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if top and any(name.startswith(f"{top}/") for name in names) else ""


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
