"""Names for things that must be told apart outside the database."""

from __future__ import annotations

import secrets
import string
from typing import Final

_ALPHABET: Final = string.ascii_letters + string.digits
BLOCK_ID_LENGTH: Final = 12


def new_block_id() -> str:
    """A fresh id for a block: 12 letters and digits, safe in a URL, an HTML id and a CSS selector."""
    first = secrets.choice(string.ascii_letters)
    return first + "".join(secrets.choice(_ALPHABET) for _ in range(BLOCK_ID_LENGTH - 1))


def new_token() -> str:
    """A secret for a link in a mail: 43 URL-safe characters, 256 bits."""
    return secrets.token_urlsafe(32)
