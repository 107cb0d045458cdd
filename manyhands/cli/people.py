"""People at the command line: for the first administrator, and for who is locked out."""

from __future__ import annotations

import typer

app = typer.Typer(help="Add people and let them in again.", no_args_is_help=True)
