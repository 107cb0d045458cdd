"""People at the command line: for who runs the machine, and for who is locked out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from . import installation
from .errors import Foreseen
from .helping import Command, Group
from .options import Data

if TYPE_CHECKING:
    from manyhands.people.models import Person

app = typer.Typer(
    cls=Group,
    help="Add people, and let them in again. The password is asked for, or read from a pipe.",
    no_args_is_help=True,
)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The address they sign in with.")]


@app.command(cls=Command)
def add(
    email: Email,
    name: Annotated[str, typer.Option(metavar="NAME", help="Their name, as others shall see it.")],
    administrator: Annotated[
        bool, typer.Option("--administrator", help="Let them run the organisation's settings.")
    ] = False,
    data: Data = None,
) -> None:
    """Add a person without an invitation by mail."""
    _begin(data)
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from manyhands.people.actions import make_person

    try:
        validate_email(email)
    except ValidationError as error:
        raise Foreseen(f"{email} is not an e-mail address.") from error
    if not name.strip():
        raise Foreseen("A person needs a name.")
    password = _ask_for_password()
    person = make_person(
        name=name, email=email, password=password, is_administrator=administrator, by=None
    )
    print(f"{person.name} can sign in now as {person.email}.")


@app.command("reset-password", cls=Command)
def reset_password(email: Email, data: Data = None) -> None:
    """Give a person a new password; they are signed out everywhere."""
    _begin(data)
    from manyhands.people.actions import give_password

    person = find_person(email)
    give_password(person, _ask_for_password(person))
    print(f"{person.name} can sign in with the new password.")


@app.command("reset-two-factor", cls=Command)
def reset_two_factor(email: Email, data: Data = None) -> None:
    """Take the second step off a person who lost phone and codes; they are told by mail."""
    _begin(data)
    from manyhands.people.actions import reset_second_step

    person = find_person(email)
    if not reset_second_step(person, by=None):
        raise Foreseen(f"{person.name} signs in by the password alone already.")
    print(f"{person.name} can sign in by the password alone.")


def _begin(data: Data) -> None:
    installation.choose(data)
    installation.set_up()
    installation.require_organisation()


def find_person(email: str) -> Person:
    """Who works here under this address. Raises Foreseen when nobody does."""
    from manyhands.people.models import Person

    found = Person.objects.filter(email__iexact=email.strip())
    person: Person | None = found.first()
    if person is None:
        raise Foreseen(f"Nobody here has the address {email}.")
    if not person.is_active:
        raise Foreseen(f"{person.name} has left; an administrator can let them return first.")
    return person


def _ask_for_password(person: Person | None = None) -> str:
    """A password that the organisation's rules accept. Raises Foreseen with what is wrong with it."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if sys.stdin.isatty():
        password = str(typer.prompt("New password", hide_input=True, confirmation_prompt=True))
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Foreseen(" ".join(error.messages)) from error
    return password
