"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        help="Where this installation keeps its database and files. [default: manyhands-data]",
        show_default=False,
        file_okay=False,
    ),
]
Host = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="The address to listen on; 0.0.0.0 lets other machines in."
    ),
]
Port = Annotated[
    int, typer.Option(metavar="NUMBER", help="The port to listen on.", min=1, max=65535)
]
Processes = Annotated[
    int,
    typer.Option(
        metavar="NUMBER",
        help="How many processes share the work; one for each core at most.",
        min=1,
    ),
]
