from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .installation import ROOT, Installation, new_database

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
RESULTS = ROOT / "test-results"
DESK = {"width": 1280, "height": 900}


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


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """A fresh installation that serves; nobody has set it up yet."""
    installation = Installation(tmp_path, new_database())
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture
def someone(
    browser: Browser, installation: Installation, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """``someone()``: another person at another machine, with an empty page.

    What the browser's console calls an error fails the journey.
    """
    opened: list[tuple[BrowserContext, Page]] = []
    complaints: list[str] = []

    def sit_down(**options: object) -> Page:
        calm = {"reduced_motion": "reduce", "viewport": DESK}
        settings = {"base_url": installation.url, **calm, **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append((context, page))
        return page

    yield sit_down
    if request.node.stash.get(FAILED, False):
        _keep_pictures(request.node.name, [page for _, page in opened])
    for context, _ in opened:
        context.close()
    assert not complaints


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
        page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)


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
