"""The command `manyhands`."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer
from django.core.exceptions import PermissionDenied
from django.db import OperationalError

from manyhands import __version__

from . import checking, importing, keeping, mailing, people, serving
from .helping import Command, Group

app = typer.Typer(
    name="manyhands",
    cls=Group,
    help="Manyhands: the people of an organisation teach each other. Begin with `manyhands serve`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command(cls=Command)(serving.serve)
app.command(cls=Command)(serving.demo)
app.command(cls=Command)(serving.worker)
app.command("import", cls=Command)(importing.import_courses)
app.command(cls=Command)(keeping.backup)
app.command(cls=Command)(keeping.restore)
app.command(cls=Command)(keeping.verify)
app.command(cls=Command)(keeping.compare)
app.command(cls=Command)(checking.check)
app.command("mail-test", cls=Command)(mailing.mail_test)
app.add_typer(people.app, name="person")


@app.command(cls=Command)
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
