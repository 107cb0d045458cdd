"""Hearing PostgreSQL's notices: one connection of its own, kept alive, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, connections

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)

LOOK_UP: Final = 0.5  # seconds between looks at whether to stop
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 10.0
LONGEST_BEGINNING: Final = 5.0

Hear = Callable[[str], None]


class Listener(threading.Thread):
    """Calls ``channels[name](payload)`` for each notice, in its own thread.

    A lost connection is made again. Whenever there is one anew ``on_return`` is called, since notices may have been
    missed before; at first this is so for whoever did not ``wait_until_it_hears``.
    """

    def __init__(
        self, channels: Mapping[str, Hear], *, on_return: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(name="listener", daemon=True)
        self._channels = channels
        self._on_return = on_return
        self._stopping = threading.Event()
        self._hears = threading.Event()

    @staticmethod
    def is_possible() -> bool:
        """Whether this installation's database sends notices at all."""
        return connection.vendor == "postgresql"

    def stop(self) -> None:
        self._stopping.set()

    def wait_until_it_hears(self, longest: float = LONGEST_BEGINNING) -> None:
        """From here on no notice is missed, unless the database is away."""
        self._hears.wait(longest)

    def run(self) -> None:
        import psycopg

        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                with psycopg.connect(**_address(), autocommit=True) as link:
                    for channel in self._channels:
                        link.execute(f'LISTEN "{channel}"')
                    self._on_return()
                    self._hears.set()
                    pause = FIRST_PAUSE
                    self._hear(link)
            except psycopg.OperationalError as error:
                log.warning("No notices from the database; trying again: %s", error)
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _hear(self, link: psycopg.Connection[Any]) -> None:
        while not self._stopping.is_set():
            for notice in link.notifies(timeout=LOOK_UP):
                self._channels[notice.channel](notice.payload)


def _address() -> dict[str, Any]:
    """Where Django's own connections go, without what only its pool understands."""
    parameters = dict(connections["default"].get_connection_params())
    for own in ("pool", "cursor_factory", "context", "prepare_threshold", "client_encoding"):
        parameters.pop(own, None)
    return parameters
