"""A backup is a zip, so that anybody can look inside: rows as lines of JSON, files as they are, a manifest, a seal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .manifest import FORMAT, Manifest, Member
from .refusals import BackupRefused
from .sealing import BLANK, PIECE, Output, Sealing, is_whole

MANIFEST: Final = "manifest.json"
ABOUT: Final = "README.txt"
WORDS: Final = (
    "A backup made by Manyhands. “manyhands verify” says whether it is whole, “manyhands restore” makes an\n"
    "installation of it. It holds password hashes, sessions and mails: keep it as you keep the database.\n"
)
ZIP_BEGINS: Final = b"PK\x03\x04"
Progress = Callable[[str, int, int], None]


class MemberWriter:
    """Counts and digests what goes into one member."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._size += len(data)

    @property
    def member(self) -> Member:
        return Member(self._size, self._digest.hexdigest())


class ArchiveWriter:
    """Writes members one after another; whole only once ``finish`` has been called."""

    def __init__(self, out: Output) -> None:
        self._sealing = Sealing(out)
        self._zip = ZipFile(self._sealing, "w")
        self.members: dict[str, Member] = {}
        with self.member(ABOUT) as about:
            about.write(WORDS.encode())

    @contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[MemberWriter]:
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as file:
            writer = MemberWriter(file)
            yield writer
        self.members[name] = writer.member

    def abandon(self) -> None:
        """End without a manifest and a seal."""
        self._sealing.abandon()
        self._zip.close()

    def finish(self, manifest: Manifest) -> int:
        """Write the manifest and the seal. Returns the length of the whole in bytes."""
        manifest.members = dict(self.members)
        with self.member(MANIFEST) as file:
            file.write(json.dumps(manifest.as_json(), indent=1).encode())
        self._zip.comment = BLANK
        self._zip.close()
        self._sealing.seal()
        return self._sealing.size


class Archive:
    """A backup that has been looked through: every byte is as it was written."""

    def __init__(self, file: Path, progress: Progress = lambda _part, _done, _all: None) -> None:
        """Raises BackupRefused unless all of it is there and right."""
        self.file = file
        _require_backup(file)
        if not is_whole(file, lambda done, whole: progress("Checking", done, whole)):
            raise _not_whole(file)
        try:
            self._zip = ZipFile(file)
            told = json.loads(self._zip.read(MANIFEST))
        except (BadZipFile, KeyError, ValueError) as error:
            raise _not_whole(file) from error
        if told.get("format", 0) > FORMAT:
            raise from_a_newer(str(told.get("version")))
        self.manifest = Manifest.from_json(told)
        self._require_members(progress)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a member."""
        with self._zip.open(name) as member:
            while piece := member.read(PIECE):
                yield piece

    def rows(self, table: str) -> Iterator[list[Any]]:
        """The rows of a table, in the order of their keys."""
        with self._zip.open(member_of(table)) as member:
            for line in member:
                yield json.loads(line)

    def _require_members(self, progress: Progress) -> None:
        wanted = self.manifest.members
        if set(self._zip.namelist()) != {*wanted, MANIFEST}:
            raise _not_whole(self.file)
        for at, (name, member) in enumerate(wanted.items(), start=1):
            digest = hashlib.sha256()
            for piece in self.pieces(name):
                digest.update(piece)
            if digest.hexdigest() != member.sha256:
                raise _not_whole(self.file)
            progress("Checking each part", at, len(wanted))


def member_of(table: str) -> str:
    return f"tables/{table}.jsonl"


def _require_backup(file: Path) -> None:
    if not file.is_file():
        raise BackupRefused(f"There is no file {file}.")
    with file.open("rb") as opened:
        if opened.read(len(ZIP_BEGINS)) != ZIP_BEGINS:
            raise BackupRefused(f"{file} is no backup made by Manyhands.")


def _not_whole(file: Path) -> BackupRefused:
    return BackupRefused(
        f"{file} is cut short or was changed since it was made: nothing was touched; take another copy of it."
    )


def from_a_newer(version: str) -> BackupRefused:
    return BackupRefused(
        f"This backup was made by a newer Manyhands ({version}): install that version, then call this again."
    )
