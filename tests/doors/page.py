"""``docs/doors.md``: the table that people read and tests ask from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from .world import PARTS

PAGE: Final = Path(__file__).resolve().parents[2] / "docs/doors.md"
_ROW: Final = re.compile(r"^(GET|POST|SOCKET) +(/\S*)(.*)$")
_WIDTH: Final = 74
LIVE: Final = "Live side"


@dataclass(frozen=True, slots=True)
class Door:
    """One row: a method, an address whose braces name things of the world, and the answer to each part."""

    section: str
    method: str
    address: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method:<7}{self.address}".ljust(_WIDTH) + " ".join(
            [
                "",
                *(
                    f"{answer:<{len(part) + 1}}"
                    for part, answer in zip(PARTS, self.answers, strict=False)
                ),
            ]
        )


def doors() -> list[Door]:
    """Every row of the page."""
    return list(_read())


def write(answers: Callable[[Door], tuple[str, ...]]) -> None:
    """Put what was answered into the rows; read the difference before you keep it."""
    rows = iter(doors())
    lines = []
    for line in PAGE.read_text().splitlines():
        if _ROW.match(line):
            door = next(rows)
            line = str(replace(door, answers=answers(door))).rstrip()
        elif line.strip().startswith(PARTS[0]):
            line = (" " * _WIDTH + "".join(f" {part} " for part in PARTS)).rstrip()
        lines.append(line)
    PAGE.write_text("\n".join(lines) + "\n")


def _read() -> Iterator[Door]:
    section = ""
    for line in PAGE.read_text().splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif match := _ROW.match(line):
            yield Door(section, match[1], match[2], tuple(match[3].split()))
