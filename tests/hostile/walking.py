from __future__ import annotations

import time
from collections import Counter, defaultdict
from random import Random
from typing import Final

from .asking import Maker
from .judging import CHECKS, wrong_with
from .line import ask
from .server import PEOPLE, STRANGER, Running, cookies_of

REFRESH: Final = (
    200  # requests after which everybody signs in anew, should something have ended a session
)


class Walk:
    """So many requests, and what was wrong with their answers."""

    def __init__(self, server: Running, seed: int) -> None:
        self._server = server
        self._chance = Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self._maker = Maker(self._chance, f"localhost:{server.port}")
        self._wrong: dict[str, list[str]] = defaultdict(list)
        self._statuses: Counter[int] = Counter()

    def run(self, count: int) -> bool:
        """Ask ``count`` times. Returns whether nothing was wrong."""
        began, before = time.monotonic(), self._server.memory
        for number in range(count):
            if number % REFRESH == 0:
                cookies = {who: cookies_of(who) for who in (STRANGER, *PEOPLE)}
            self._ask(cookies, self._chance.choice(list(cookies)))
        grown = (self._server.memory - before) / 2**20
        print(
            f"{count} requests in {time.monotonic() - began:.0f} s; the server grew by {grown:.0f} MiB."
        )
        print(
            "Answers:", ", ".join(f"{status}: {n}" for status, n in sorted(self._statuses.items()))
        )
        for check in CHECKS:
            self._tell(check)
        return not self._wrong

    def _ask(self, cookies: dict[str, dict[str, str]], who: str) -> None:
        sent = self._maker.make(cookies[who])
        answer = ask(self._server.port, sent)
        self._statuses[answer.status] += 1
        self._maker.learn(sent, answer)
        for check, seen in wrong_with(sent, answer):
            self._wrong[check].append(f"{who}: {sent.method} {sent.target[:300]} {seen}")
            if check == "server errors":
                self._wrong[check][-1] += f" {sent.headers!r:.600} {sent.body!r:.800}"

    def _tell(self, check: str) -> None:
        found = self._wrong.get(check, [])
        print(f"{'ok  ' if not found else 'BAD '} {check}: {len(found)}")
        for line in found[:12]:
            print(f"       {line}")
