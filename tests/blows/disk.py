"""A small disk of its own, which can be filled and forbidden, where the system lets us mount one."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PIECE: Final = b"\0" * 65536


@dataclass(frozen=True, slots=True)
class Disk:
    folder: Path

    @classmethod
    def mounted_at(cls, folder: Path, *, megabytes: int) -> Disk | None:
        """None where nothing may be mounted."""
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "manyhands-blows", str(folder))
        except (OSError, subprocess.CalledProcessError):
            return None
        return cls(folder)

    def fill(self) -> None:
        """To the last byte, by a file beside the others."""
        with self._ballast.open("ab", buffering=0) as file:
            for piece in (PIECE, PIECE[:512], PIECE[:1]):
                try:
                    while file.write(piece):
                        pass
                except OSError:
                    continue

    def make_room(self) -> None:
        self._ballast.unlink()

    def remount(self, how: str) -> None:
        """``ro`` or ``rw``. Raises CalledProcessError while something is open for writing."""
        _mount("-o", f"remount,{how}", str(self.folder))

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], check=False, capture_output=True)

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
