"""E-mail addresses out of a pasted list, each line by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from manyhands.kernel.text import squeeze

MOST: Final = 200
_CELLS: Final = re.compile(r"[;,\t]")
_WITH_NAME: Final = re.compile(r'^"?(?P<name>[^"<>]*?)"?\s*<(?P<email>[^<>\s]+)>$')


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a list: the line as it stood, and what it says."""

    line: str
    email: str
    name: str = ""


def read_addresses(text: str) -> tuple[list[Address], list[str]]:
    """The addresses in ``text`` and the lines that are none.

    Lines, commas and semicolons part them; "Nora Vik <nora@example.org>" brings a name, and so does a row copied out
    of a table. Twice the same counts once.
    """
    found: dict[str, Address] = {}
    wrong: list[str] = []
    for line in text.splitlines():
        addresses, others = _read_line(line)
        for address in addresses:
            found.setdefault(address.email, address)
        wrong += others
    return list(found.values()), list(dict.fromkeys(wrong))


def _read_line(line: str) -> tuple[list[Address], list[str]]:
    whole = squeeze(line)
    if address := _read(whole):
        return [address], []
    cells = [cell for cell in (squeeze(c).strip('"') for c in _CELLS.split(line)) if cell]
    read = {cell: _read(cell) for cell in cells}
    addresses = [address for address in read.values() if address]
    others = [cell for cell in cells if not read[cell]]
    if not addresses:
        return [], [whole] if cells else []
    if len(addresses) == 1 and not any("@" in cell for cell in others):
        name = addresses[0].name or _name_in(others)
        return [Address(line=whole, email=addresses[0].email, name=name)], []
    return addresses, others


def _name_in(cells: list[str]) -> str:
    """The name in a row: "Nora Vik" in one cell, or in two beside each other. No number of a house or telephone."""
    words = [cell for cell in cells if not any(sign.isdigit() for sign in cell)]
    return words[0] if words and " " in words[0] else " ".join(words[:2])


def _read(line: str) -> Address | None:
    match = _WITH_NAME.match(line)
    email = (match["email"] if match else line).lower()
    try:
        validate_email(email)
    except ValidationError:
        return None
    return Address(line=line, email=email, name=squeeze(match["name"]) if match else "")
