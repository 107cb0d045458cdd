"""The command that counts again what is kept."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from . import installation
from .options import Data

if TYPE_CHECKING:
    from manyhands.journal.checking import Difference

    Found = dict[str, list[Difference]]

MOST_SHOWN = 50
WIDTH_IN_A_FILE = 160


def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended, and say what was done.")
    ] = False,
    data: Data = None,
) -> None:
    """Count again everything that is kept, and name what differs.

    It may run beside the server. Exit code 0 when all is well, 1 when something differs.
    """
    installation.choose(data)
    installation.set_up()
    installation.require_organisation()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH_IN_A_FILE)
    found = _look()
    if found:
        _show(found, console, done=_mend(found) if repair else None)
    left = _look() if found and repair else found
    _conclude(found, left, console, repaired=repair)
    sys.exit(1 if left else 0)


def _look() -> Found:
    from manyhands.journal.checking import at_one_moment, checks

    found = defaultdict(list)
    with at_one_moment():
        for one in checks():
            for difference in one.look():
                found[one.title].append(difference)
    return dict(found)


def _mend(found: Found) -> dict[int, str]:
    """What was done, by the difference's own number in this process."""
    done = {}
    for differences in found.values():
        for one in differences:
            done[id(one)] = one.mend() if one.mend else one.advice
    return done


def _show(found: Found, console: Console, *, done: dict[int, str] | None) -> None:
    for title, differences in found.items():
        table = Table(title=title, title_justify="left", title_style="bold")
        table.add_column("Where")
        table.add_column("What differs")
        table.add_column("What was done" if done is not None else "What to do")
        for one in differences[:MOST_SHOWN]:
            last = done[id(one)] if done is not None else _todo(one)
            table.add_row(*map(escape, (one.where, one.what, last)))
        console.print(table)
        if len(differences) > MOST_SHOWN:
            console.print(f"… and {len(differences) - MOST_SHOWN} more of the same.")


def _todo(difference: Difference) -> str:
    return difference.advice or "manyhands check --repair"


def _conclude(found: Found, left: Found, console: Console, *, repaired: bool) -> None:
    from manyhands.journal.checking import checks

    differing, still = _count(found), _count(left)
    if not differing:
        console.print(f"All is well: {len(checks())} checks, nothing differs.")
    elif not repaired:
        console.print(f"{differing} {'thing differs' if differing == 1 else 'things differ'}.")
    elif still:
        console.print(f"{differing - still} of {differing} mended; {still} left.")
    else:
        console.print(f"All {differing} mended.")


def _count(found: Found) -> int:
    return sum(map(len, found.values()))
