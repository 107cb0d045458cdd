from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from .installation import ROOT, House, Installation, drop_database, take_down
from .post import PostOffice, open_post_office
from .writing import Drafts

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
RESULTS = ROOT / "test-results"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000
# One patience for acting and for looking: on a machine that builds, a server may be slow to answer.
expect.set_options(timeout=PATIENCE)


HOUSES = "MANYHANDS_JOURNEYS_HOUSES"


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the houses of a run; its workers find it in the environment."""
    if HOUSES not in os.environ:
        folder = os.environ[HOUSES] = tempfile.mkdtemp(prefix="manyhands-houses-")
        config.add_cleanup(lambda: take_down(Path(folder)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("MANYHANDS_BROWSER") or None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def empty_house() -> House:
    return House.shared(Path(os.environ[HOUSES], "empty"), beginning="nothing")


@pytest.fixture(scope="session")
def ferrow_house(empty_house: House) -> House:
    return House.shared(Path(os.environ[HOUSES], "ferrow"), beginning="ferrow", like=empty_house)


@pytest.fixture(scope="session")
def drafts_house(empty_house: House) -> House:
    return House.shared(Path(os.environ[HOUSES], "drafts"), beginning="drafts", like=empty_house)


@pytest.fixture(scope="module")
def post() -> Iterator[PostOffice]:
    """Where the mails of the installation arrive."""
    with open_post_office() as office:
        yield office


@pytest.fixture
def installation(tmp_path: Path, empty_house: House, post: PostOffice) -> Iterator[Installation]:
    """A fresh installation that serves; nobody has set it up yet."""
    yield from serve(empty_house, tmp_path, post)


@pytest.fixture(scope="module")
def ferrow(
    tmp_path_factory: pytest.TempPathFactory, ferrow_house: House, post: PostOffice
) -> Iterator[Installation]:
    """Ferrow Freight, as ``beginnings.ferrow`` tells it: one server for the stories of a module, which let
    ``installation`` be this.
    """
    yield from serve(ferrow_house, tmp_path_factory.mktemp("journey"), post)


@pytest.fixture(scope="module")
def drafts(
    tmp_path_factory: pytest.TempPathFactory, drafts_house: House, post: PostOffice
) -> Iterator[Drafts]:
    """Three people and thirty drafts of theirs: one server for a module, in which each journey finds a draft that
    nobody has touched.
    """
    for installation in serve(drafts_house, tmp_path_factory.mktemp("drafts"), post):
        yield Drafts(installation)


def serve(house: House, data: Path, post: PostOffice) -> Iterator[Installation]:
    """A copy of the house, until the fixture ends that yields from this."""
    installation = house.copied_to(data)
    installation.settings |= post.settings
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()
        drop_database(installation.settings)


class Hall:
    """``someone()``: another person at another machine, with an empty page; ``someone("amara")`` is signed in.

    What a browser's console calls an error fails the journey, unless it was foreseen.
    """

    def __init__(self, browser: Browser, installation: Installation) -> None:
        self.opened: list[tuple[BrowserContext, Page]] = []
        self.complaints: list[str] = []
        self._browser = browser
        self._installation = installation
        self._foreseen: list[str] = []

    def __call__(self, who: str = "", **options: Any) -> Page:
        calm = {"reduced_motion": "reduce", "viewport": DESK}
        context = self._browser.new_context(
            **{"base_url": self._installation.url, **calm, **options}
        )
        if who:
            session = self._installation.known["sessions"][who]
            url = self._installation.url
            context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        return self.new_page(context)

    def new_page(self, context: BrowserContext) -> Page:
        """Another page of the same person."""
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda m: self._hear(m.text, page) if m.type == "error" else None)
        page.on("pageerror", lambda error: self._hear(str(error), page))
        self.opened.append((context, page))
        return page

    def foresee(self, pattern: str) -> None:
        """The browser is right to complain of this."""
        self._foreseen.append(pattern)

    def unforeseen(self) -> list[str]:
        away = [r"net::ERR_", r"^htmx:error", r"Failed to fetch", r"WebSocket connection"]
        known = [*self._foreseen, *(away if self._installation.was_away else ())]
        return [one for one in self.complaints if not any(re.search(it, one) for it in known)]

    def _hear(self, words: str, page: Page) -> None:
        self.complaints.append(f"{words} [{page.url}]")


@pytest.fixture
def someone(
    browser: Browser, installation: Installation, request: pytest.FixtureRequest
) -> Iterator[Hall]:
    hall = Hall(browser, installation)
    yield hall
    if request.node.stash.get(FAILED, False):
        _keep_pictures(request.node.name, [page for _, page in hall.opened])
    for context in {context for context, _ in hall.opened}:
        context.close()
    assert not hall.unforeseen()


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def _keep_pictures(name: str, pages: list[Page]) -> None:
    RESULTS.mkdir(exist_ok=True)
    for number, page in enumerate(pages, 1):
        if not page.is_closed():
            page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)


_looked_at: set[str] = set()


def look(page: Page, name: str) -> None:
    """Look at a screen once in a run: with axe, in both themes; MANYHANDS_PICTURES=folder keeps pictures of it."""
    if name in _looked_at:
        return
    _looked_at.add(name)
    page.wait_for_load_state()
    require_accessible(page)
    page.emulate_media(color_scheme="light")
    if folder := os.environ.get("MANYHANDS_PICTURES"):
        _take_pictures(page, Path(folder) / name)


def _take_pictures(page: Page, at: Path) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or DESK
    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=f"{at}-{viewport['width']}-{theme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)


def require_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe can see, in either theme."""
    page.evaluate(AXE.read_text())
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
            ".then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(' ')}`))"
        )
        assert not found, f"{page.url} in {theme}: {found}"
