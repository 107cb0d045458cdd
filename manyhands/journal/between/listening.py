"""Listening: in a thread of its own, for as long as the process lives."""

from __future__ import annotations

import logging
import threading
from typing import Final

from .telling import way
from .words import SOMETHING_MISSED, pass_on

log = logging.getLogger(__name__)

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 10.0
LONGEST_BEGINNING: Final = 5.0


class Listener(threading.Thread):
    """Gives what other processes say to whoever hears its channel.

    A lost line is made again. Whenever there is one anew something may have been missed before; at first this is so
    for whoever did not ``wait_until_it_hears``.
    """

    def __init__(self) -> None:
        super().__init__(name="listener", daemon=True)
        self._stopping = threading.Event()
        self._hears = threading.Event()

    def stop(self) -> None:
        self._stopping.set()

    def wait_until_it_hears(self, longest: float = LONGEST_BEGINNING) -> None:
        """From here on nothing is missed, unless the line is lost."""
        self._hears.wait(longest)

    def run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                with way().ear() as lines:
                    pass_on(SOMETHING_MISSED)
                    self._hears.set()
                    pause = FIRST_PAUSE
                    while not self._stopping.is_set():
                        for line in lines():
                            pass_on(line)
            except OSError as error:
                log.warning("Nothing is heard of the other processes; trying again: %s", error)
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
