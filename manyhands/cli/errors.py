from __future__ import annotations

from typer import TyperException


class Foreseen(TyperException):
    """Something the operator can put right; the message is one sentence that says how."""
