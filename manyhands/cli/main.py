"""The command `manyhands`."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer
from django.core.exceptions import PermissionDenied
from django.db import OperationalError

from manyhands import __version__

from . import checking, importing, keeping, people, serving

app = typer.Typer(
    name="manyhands",
    help="Manyhands: the people of an organisation teach each other. Begin with `manyhands serve`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command()(serving.serve)
app.command()(serving.demo)
app.command()(serving.worker)
app.command("import")(importing.import_courses)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.verify)
app.command()(keeping.compare)
app.command()(checking.check)
app.add_typer(people.app, name="person")


@app.command()
def version() -> None:
    """Say which version this is."""
    print(f"Manyhands {__version__}")


def main() -> None:
    """Run the command. What could be foreseen is one sentence on stderr, and exit code 2."""
    try:
        sys.exit(app(standalone_mode=False))
    except typer.TyperException as error:
        _refuse(error.format_message())
    except (PermissionDenied, OperationalError) as error:  # a rule said no; the database is away
        _refuse(str(error))
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)


def _refuse(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
