"""``bench/loop``: from one browser to another: a question on its author's open page, words in a shared draft.

Real browsers. On PostgreSQL the two people sit at two servers over one database; on SQLite at the one there is.
Then 500 open live connections at one server: what each holds of memory, and whether pages become dearer.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .load import Ask, crowd, in_turns
from .measuring import DATABASES, Figure, parser_for, publish, share
from .serving import Server, serving, session_of
from .setting import a_copy_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LONGEST: Final = 15.0
OPEN: Final = 500
PAGES: Final = 300
# When something first stood on the page, by the page's own clock.
WATCH: Final = """(mark) => {
  window.arrivals = {}
  const look = () => {
    for (const [found] of document.body.textContent.matchAll(mark === "news" ? /\\d+ new remarks?/g : /§\\d+§/g))
      window.arrivals[found] ??= Date.now()
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
}"""
SEND: Final = """(words) => {
  document.querySelector("#remark-text").value = words
  const button = document.querySelector("#remark-text").form.querySelector("button[type=submit], button:not([type])")
  const pressed = Date.now()
  button.click()
  return pressed
}"""
WRITE: Final = """(words) => {
  const { editor } = document.querySelector("mh-editor")
  const pressed = Date.now()
  editor.commands.insertContentAt(editor.state.doc.content.size - 1, words)
  return pressed
}"""


def main() -> None:
    parser = parser_for("loop", __doc__)
    parser.add_argument("size", nargs="?", default="M", choices=["demo", "M"])
    parser.add_argument("--on", choices=DATABASES, default="postgresql")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--open", type=int, default=OPEN, help="live connections")
    chosen = parser.parse_args()
    where = "two servers" if chosen.on == "postgresql" else "one server"
    with a_copy_of(chosen.size, chosen.on) as data:
        publish(
            "loop",
            f"{chosen.rounds} of each between two browsers, {where}, size {chosen.size} on {chosen.on}",
            lambda: _measure(data, chosen),
            as_json=chosen.json,
        )


def _measure(data: Path, chosen: Any) -> Iterator[Figure]:
    with ExitStack() as stack:
        here = stack.enter_context(serving(data))
        there = here if chosen.on == "sqlite" else stack.enter_context(serving(data))
        # Both addresses are one installation: each browser speaks to its own.
        yield from _between_browsers(here, there, chosen.rounds)
    with serving(data) as server:
        yield from _many_open(server, chosen.open)


def _between_browsers(here: Server, there: Server, rounds: int) -> Iterator[Figure]:
    scene = _Scene.set_up()
    from playwright.sync_api import sync_playwright

    path = os.environ.get("MANYHANDS_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        author = _open(browser, here, scene.author, scene.draft)
        author.wait_for_selector("#feedback-panel .news", state="attached")
        author.wait_for_selector(".save-state.is-saved")
        told = _said_and_seen(author, _open(browser, there, scene.reader, scene.say), rounds)
        yield from _times("a question, until seen on its author's page", told, 1000)
        other = _open(browser, there, scene.coauthor, scene.draft)
        other.wait_for_selector(".save-state.is-saved")
        written = _written_and_seen(author, other, rounds)
        yield from _times("words in a shared draft, until seen by the other", written, 200)
        browser.close()


def _times(what: str, times: list[float], target: float) -> Iterator[Figure]:
    yield Figure(f"{what}: p50", share(times, 0.5), "ms")
    yield Figure(f"{what}: p95", share(times, 0.95), "ms", target=target)


class _Scene:
    """A course with a room, its author, a reader and somebody who writes with them, each signed in."""

    author: str
    reader: str
    coauthor: str
    draft: str
    say: str

    @classmethod
    def set_up(cls) -> _Scene:
        from manyhands.courses import actions
        from manyhands.courses.models import Course
        from manyhands.people.models import Person
        from manyhands.web.links import url

        from .tour import draft_of

        released = Course.objects.released().filter(is_for_everybody=True, keeper__is_active=True)
        course = released.select_related("keeper", "current").order_by("-learner_count")[0]
        reader, coauthor = Person.objects.active().exclude(pk=course.keeper_id).order_by("pk")[:2]
        scene = cls()
        scene.draft = draft_of(course)
        actions.invite_coauthor(course, coauthor, by=course.keeper)
        scene.author = session_of(course.keeper)
        scene.reader, scene.coauthor = session_of(reader), session_of(coauthor)
        scene.say = url("feedback:new", course.pk, course.current.number)
        return scene


def _open(browser: Browser, server: Server, session: str, path: str) -> Page:
    context = browser.new_context(base_url=server.address)
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.address}])
    page = context.new_page()
    page.goto(path)
    return page


def _said_and_seen(author: Page, reader: Page, rounds: int) -> list[float]:
    """Each question is one more new remark on the author's page."""
    author.evaluate(WATCH, "news")
    say, times = reader.url, []
    for number in range(1, rounds + 1):
        pressed = reader.evaluate(SEND, f"And on the {number}th day?")
        words = "1 new remark" if number == 1 else f"{number} new remarks"
        times.append(_arrival(author, words) - pressed)
        reader.goto(say)
    return times


def _written_and_seen(one: Page, other: Page, rounds: int) -> list[float]:
    """In turns, from either side."""
    times = []
    for page in (one, other):
        page.evaluate(WATCH, "words")
    for number in range(rounds):
        writer, watcher = (one, other) if number % 2 else (other, one)
        pressed = writer.evaluate(WRITE, f"§{number}§ ")
        times.append(_arrival(watcher, f"§{number}§") - pressed)
    return times


def _arrival(page: Page, words: str) -> float:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        if arrived := page.evaluate("(words) => window.arrivals[words]", words):
            return float(arrived)
        page.wait_for_timeout(20)
    raise SystemExit(f"“{words}” did not arrive on {page.url}.")


def _many_open(server: Server, count: int) -> Iterator[Figure]:
    from .tour import tour

    stops = [(client.cookies["sessionid"].value, path) for _, client, path in tour()]
    asks = in_turns(lambda n: Ask(stops[n % len(stops)][1], stops[n % len(stops)][0]))
    asyncio.run(crowd(server.port, asks, at_once=1, seconds=60, most=60))
    before = server.cpu_seconds
    told = asyncio.run(crowd(server.port, asks, at_once=1, seconds=60, most=PAGES))
    alone = (server.cpu_seconds - before) / told.count * 1000
    memory = server.memory_mib
    sessions = _sessions(count)

    async def beside() -> tuple[float, float]:
        lines = [await _listen(server.port, *one) for one in sessions]
        held = server.memory_mib
        before = server.cpu_seconds
        told = await crowd(server.port, asks, at_once=1, seconds=60, most=PAGES)
        cost = (server.cpu_seconds - before) / told.count * 1000
        for writer in lines:
            writer.close()
        return cost, held

    crowded, held = asyncio.run(beside())
    yield Figure(f"{count} live connections: each holds", (held - memory) * 1024 / count, "KiB")
    yield Figure("a page with none of them", alone, "ms CPU")
    yield Figure(f"a page beside {count}", crowded, "ms CPU")
    yield Figure("the one for the other", crowded / alone, "times", target=1.1)


def _sessions(count: int) -> list[tuple[int, str]]:
    """A person has few pages open; so many connections are of many people. Who, and their session."""
    from manyhands.people.models import Person

    people = list(Person.objects.active().order_by("pk")[:count])
    some = [people[number % len(people)] for number in range(count)]
    return [(person.pk, session_of(person)) for person in some]


async def _listen(port: int, person_id: int, session: str) -> asyncio.StreamWriter:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    path = f"/live/events?topics=person:{person_id}"
    words = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={session}\r\n\r\n"
    writer.write(words.encode())
    head = await reader.readuntil(b": listening")
    if b" 200 " not in head[:20]:
        raise SystemExit(head.decode())
    return writer


if __name__ == "__main__":
    main()
