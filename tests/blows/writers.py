"""Real browsers in one draft, typing while everything around them is hit."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.journeys.writing import Writer

from .machine import Estate

SIGNS = "αβγ"
NUMBER = re.compile(r"\d+")
AT_REST = 90.0


@dataclass(slots=True)
class Written:
    """How often each sign was typed, and what each browser said at the end."""

    typed: dict[str, int] = field(default_factory=dict)
    complaint: str = ""
    status: list[str] = field(default_factory=list)  # what each editor says just now
    saved: set[int] = field(default_factory=set)  # whose editor said "saved" since this was emptied
    new_needs: int = 0  # of how many a board says that stands open all the time
    saved_signs: dict[str, int] = field(
        default_factory=dict
    )  # so many of each were said to be saved


def write_until(  # noqa: PLR0913 - the last two are named
    over: threading.Event,
    estate: Estate,
    writers: int,
    written: Written,
    *,
    seated: Callable[[], None],
    pause: float = 0.05,
) -> None:
    """Type in turns until it is over; then wait until every browser says that all is saved."""
    with sync_playwright() as playwright:
        path = os.environ.get("MANYHANDS_BROWSER") or None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        people = _sit_down(browser, estate, writers)
        board = people[0].context.new_page()
        board.goto("/needs/")
        seated()
        while not over.is_set():
            for writer, sign in zip(people, SIGNS, strict=False):
                writer.type(sign)
                written.typed[sign] = written.typed.get(sign, 0) + 1
            time.sleep(pause)
            written.new_needs = _said_on(board)
            written.status = [writer.status() for writer in people]
            for number, (writer, sign) in enumerate(zip(people, SIGNS, strict=False)):
                if writer.state() == "saved":
                    written.saved.add(number)
                    written.saved_signs[sign] = written.typed[sign]
        if not _soon(lambda: all(writer.state() == "saved" for writer in people)):
            written.complaint = f"The editors say {[writer.status() for writer in people]}."
        elif not _soon(lambda: len({str(writer.document()) for writer in people}) == 1):
            written.complaint = "The editors show different texts."
        browser.close()


def _sit_down(browser: Any, estate: Estate, writers: int) -> list[Writer]:
    known = estate.known
    path = f"/courses/{known['shared']}/draft/"
    people = []
    for key, place in (("amara", -1), ("tom", 5), ("salma", 9))[:writers]:
        writer = Writer(browser, estate, known["sessions"][key], path, patience=AT_REST)
        writer.caret(known["text"]["line"], place)
        people.append(writer)
    return people


def _said_on(board: Page) -> int:
    found = NUMBER.search(board.locator(".arrived").first.inner_text())
    return int(found[0]) if found else 0


def _soon(satisfied: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + AT_REST
    while not satisfied():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
