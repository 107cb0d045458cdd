"""E-mail addresses out of a pasted list, each line by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from manyhands.kernel.text import squeeze

MOST: Final = 200
_WITH_NAME: Final = re.compile(r'^"?(?P<name>[^"<>]*?)"?\s*<(?P<email>[^<>\s]+)>$')


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a list: the line as it stood, and what it says."""

    line: str
    email: str
    name: str = ""


def read_addresses(text: str) -> tuple[list[Address], list[str]]:
    """The addresses in ``text`` and the lines that are none.

    Lines, commas and semicolons part them; "Nora Vik <nora@example.org>" brings a name. Twice the same counts once.
    """
    found: dict[str, Address] = {}
    wrong: list[str] = []
    for part in re.split(r"[\n\r;,]+", text):
        line = squeeze(part)
        if not line:
            continue
        address = _read(line)
        if address is None:
            wrong.append(line)
        else:
            found.setdefault(address.email, address)
    return list(found.values()), list(dict.fromkeys(wrong))


def _read(line: str) -> Address | None:
    match = _WITH_NAME.match(line)
    email = (match["email"] if match else line).lower()
    try:
        validate_email(email)
    except ValidationError:
        return None
    return Address(line=line, email=email, name=squeeze(match["name"]) if match else "")
