"""A second process of the live side: ``python -m tests.collab.other_process``. Prints its address."""

from __future__ import annotations

import sys

import django


def serve() -> None:
    from manyhands.collab.rules import room_rule
    from manyhands.kernel.access import ALLOW
    from tests.collab.peers import Serving, live_side

    room_rule("note")(lambda _person, _pk: ALLOW)
    with Serving(live_side()).running() as address:
        print(address, flush=True)  # noqa: T201 - the test reads it
        sys.stdin.read()


if __name__ == "__main__":
    django.setup()
    serve()
