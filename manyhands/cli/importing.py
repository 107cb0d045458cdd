"""The command that turns Markdown into courses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from . import installation
from .errors import Foreseen
from .options import Data
from .people import find_person

if TYPE_CHECKING:
    from manyhands.courses.actions import ImportReport


def import_courses(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A Markdown file, a folder, or a zip of them.")
    ],
    keeper: Annotated[
        str, typer.Option("--as", metavar="EMAIL", help="Whose courses they become.")
    ],
    details: Annotated[
        bool, typer.Option("--details", help="Name each thing that could not be placed.")
    ] = False,
    data: Data = None,
) -> None:
    """Turn Markdown pages with their pictures into courses: one draft for each page.

    Run again, it brings the drafts up to date that nobody has touched since, and names the others.
    """
    if not path.exists():
        raise Foreseen(f"There is nothing at {path}.")
    installation.choose(data)
    installation.set_up()
    installation.require_organisation()
    from manyhands.courses.actions import import_source
    from manyhands.courses.importing import ImportRefused

    person = find_person(keeper)
    with _progress() as progress:
        task = progress.add_task("Reading", total=None)
        try:
            report = import_source(
                path,
                by=person,
                progress=lambda done, total: progress.update(task, completed=done, total=total),
            )
        except ImportRefused as error:
            raise Foreseen(str(error)) from error
    _tell(report, details=details)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _tell(report: ImportReport, *, details: bool) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(report.sentence)
    for skipped in report.skipped:
        console.print(f"  left alone: {skipped.title} ({skipped.path}): {skipped.reason}")
    counts = report.notes.counts()
    if counts:
        console.print("\nWhat could not be placed as it was:")
    for category, times in counts.items():
        console.print(f"  {times:>5}  {category.label}")
    if counts and not details:
        console.print("[dim]Each by name with --details.[/]")
    if details:
        for page, entries in report.notes.by_page().items():
            console.print(f"\n{page}", markup=False)
            for entry in entries:
                console.print(f"  {entry.category.label}: {entry.detail}", markup=False)
