"""``bench/lighthouse``: what Lighthouse says of home, board, need, reader and ask on its phone, signed in.

Its phone is a slow one on slow 4G, reckoned from what this machine did: a busy machine scores worse. Of several rounds
the middle one counts. npm fetches Lighthouse the first time; nothing of it belongs to the product.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from .measuring import Figure, parser_for, publish
from .serving import Server, free_port, serving
from .setting import a_copy_of

# The newest that runs on the Node.js which the front end asks for.
LIGHTHOUSE: Final = "lighthouse@12.8.2"
PAGES: Final = ("home", "board", "need", "reader", "ask")
LONGEST: Final = 300


def main() -> None:
    parser = parser_for("lighthouse", __doc__)
    parser.add_argument("size", nargs="?", default="demo", choices=["demo", "M"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, default=None, help="a folder for its own reports")
    chosen = parser.parse_args()
    with (
        a_copy_of(chosen.size, "sqlite") as data,
        tempfile.TemporaryDirectory(prefix="manyhands-bench-") as spare,
    ):
        folder = chosen.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        publish(
            "lighthouse",
            f"{LIGHTHOUSE}, its phone, the middle of {chosen.rounds}, size {chosen.size} on SQLite",
            lambda: _measure(data, folder, chosen.rounds),
            as_json=chosen.json,
        )


def _measure(data: Path, folder: Path, rounds: int) -> Iterator[Figure]:
    from .tour import tour

    stops = {page: (client.cookies["sessionid"].value, path) for page, client, path in tour()}
    with serving(data) as server:
        for page in PAGES:
            session, path = stops[page]
            with _signed_in(server, session, path) as first_visit:
                names = [folder / f"{page}-{number}" for number in range(1, rounds + 1)]
                told = [_look(server.address + path, first_visit(), name) for name in names]
            yield from figures_of(page, told)


def figures_of(page: str, told: list[dict[str, Any]]) -> Iterator[Figure]:
    """The middle of what several rounds told of a page; an audit that failed is named beside it."""

    def score(category: str) -> float:
        return statistics.median(one["categories"][category]["score"] * 100 for one in told)

    def seconds(audit: str) -> float:
        return statistics.median(one["audits"][audit]["numericValue"] / 1000 for one in told)

    yield Figure(f"{page}: performance", score("performance"), target=95, at_least=True)
    failed = "".join(f", not {name}" for name in _failed(told[-1], "accessibility"))
    yield Figure(f"{page}: accessibility{failed}", score("accessibility"), "", 100, at_least=True)
    yield Figure(f"{page}: first contentful paint", seconds("first-contentful-paint"), "s", 1)
    yield Figure(f"{page}: largest contentful paint", seconds("largest-contentful-paint"), "s")


def _failed(told: dict[str, Any], category: str) -> Iterator[str]:
    for part in told["categories"][category]["auditRefs"]:
        if part["weight"] and told["audits"][part["id"]]["score"] == 0:
            yield part["id"]


@contextmanager
def _signed_in(server: Server, session: str, path: str) -> Iterator[Callable[[], int]]:
    """A browser that holds the session: it forgets all files that it had, and tells at which port it listens.

    The server has shown it the page once: templates are compiled. Lighthouse's extra headers do not carry the session,
    and told to leave cookies alone it leaves old files, too.
    """
    from playwright.sync_api import sync_playwright

    browser, port = os.environ.get("MANYHANDS_BROWSER") or shutil.which("chromium"), free_port()
    arguments = ["--no-sandbox", f"--remote-debugging-port={port}"]
    with (
        tempfile.TemporaryDirectory(prefix="manyhands-bench-") as profile,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=browser, args=arguments
        )
        context.add_cookies([{"name": "sessionid", "value": session, "url": server.address}])
        page = context.pages[0]
        page.goto(server.address + path)
        page.goto("about:blank")
        devtools = context.new_cdp_session(page)

        def first_visit() -> int:
            devtools.send("Network.clearBrowserCache")
            return port

        yield first_visit
        context.close()


def _look(address: str, port: int, name: Path) -> dict[str, Any]:
    words = [
        *("npx", "--yes", LIGHTHOUSE, address, f"--port={port}", "--quiet"),
        *("--output=json", "--output=html", f"--output-path={name}"),
        *("--only-categories=performance,accessibility", "--disable-storage-reset"),
    ]
    ended = subprocess.run(  # noqa: S603 - words of our own
        words, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    if ended.returncode:
        raise SystemExit(f"Lighthouse could not look at {address}:\n{ended.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(Path(f"{name}.report.json").read_text())
    assert told["finalDisplayedUrl"] == address, f"{address} led to {told['finalDisplayedUrl']}"
    return told


if __name__ == "__main__":
    main()
