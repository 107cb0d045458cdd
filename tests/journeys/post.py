"""A mail server of the journeys' own: what the product sends arrives here, over real SMTP."""

from __future__ import annotations

import asyncio
import email
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from .installation import Installation, free_port

PATIENCE = 20.0
LONGER_THAN_ANYBODY_WAITS = 40.0
LINK = re.compile(r"https?://\S+")


class PostOffice:
    """Keeps each letter that arrived; ``settings`` lead an installation's mails to it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.settings = {"MANYHANDS_EMAIL_HOST": "127.0.0.1", "MANYHANDS_EMAIL_PORT": str(port)}
        self.letters: list[EmailMessage] = []
        self.refused = 0  # how often a letter was not taken
        self._illness = ""
        self._arrival = threading.Condition()
        self._door: Controller | None = None

    def open(self) -> None:
        self._door = Controller(self, hostname="127.0.0.1", port=self.port)
        self._door.start()

    def close(self) -> None:
        if self._door is not None:
            self._door.stop()
            self._door = None

    def fall_ill(self, how: str) -> None:
        """From now on: ``away``, an answer ("554 Never"), or, with a 421, silence for longer than anybody waits."""
        self._illness = how
        if how == "away":
            self.close()

    def recover(self) -> None:
        self._illness = ""
        if self._door is None:
            self.open()

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if illness := self._illness:
            self.refused += 1
            if illness.startswith("421"):
                await asyncio.sleep(LONGER_THAN_ANYBODY_WAITS)
            return illness
        letter = email.message_from_bytes(envelope.content, policy=default)
        with self._arrival:
            self.letters.append(letter)
            self._arrival.notify_all()
        return "250 kept"

    def to(self, address: str, words: str = "") -> list[EmailMessage]:
        """What came for this address and says these words."""
        return [one for one in self.letters if one["To"] == address and words in text_of(one)]

    def wait_for(
        self, address: str, words: str = "", *, travelling: Installation | None = None
    ) -> EmailMessage:
        """The newest letter for this address that says these words, once it is there.

        ``travelling``: minutes pass in this installation meanwhile, as mails wait for company.
        """
        until = time.monotonic() + PATIENCE
        with self._arrival:
            while not (found := self.to(address, words)):
                came = [text_of(one) for one in self.letters]
                left = until - time.monotonic()
                assert left > 0, f"No mail for {address} with “{words}”; there came {came}."
                if travelling:
                    travelling.travel(minutes=2)
                self._arrival.wait(min(left, 0.7) if travelling else left)
        return found[-1]


def text_of(letter: EmailMessage) -> str:
    """Subject and plain part."""
    body = letter.get_body(("plain",))
    assert body is not None, "Every mail has a plain-text part."
    return f"{letter['Subject']}\n{body.get_content()}"


def link_in(letter: EmailMessage, part: str, *, after: str = "") -> str:
    """The first link in its plain part that contains ``part``; ``after`` this sentence."""
    text = text_of(letter)
    begin = text.rindex(after) if after else 0
    return next(link for link in LINK.findall(text, begin) if part in link)


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    office = PostOffice(free_port())
    office.open()
    try:
        yield office
    finally:
        office.close()
