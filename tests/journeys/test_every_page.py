"""Every page of the map, for everybody: silent under axe in both themes and at both widths, nothing out at the side.

And ``faults.js``: no letters fetched for nothing, still for those who asked for calm, whole with their own spacing and
in their own colours, its focus always seen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import AXE, DESK, HOUSES, PHONE, Hall, serve
from .installation import House, Installation
from .pages import PAGES
from .post import PostOffice

NARROWEST = {"width": 320, "height": 256}  # 1280 px at 400 %
RULES = """["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]"""
# All that axe knows once at each width; what a theme can change, in the other look of each.
ALL = f"{{runOnly: {{type: 'tag', values: {RULES}}}, rules: ALSO}}"
COLOURS = "{runOnly: {type: 'rule', values: ['color-contrast']}}"
# Known to axe, and asked only when named.
ALSO = """{"target-size": {enabled: true}, "heading-order": {enabled: true}, "empty-heading": {enabled: true},
"page-has-heading-one": {enabled: true}, "landmark-one-main": {enabled: true}, "tabindex": {enabled: true},
"skip-link": {enabled: true}}"""
FAULTS = Path(__file__).with_name("faults.js").read_text()
LOOKS = (
    (DESK, "light", ALL),
    (PHONE, "dark", ALL),
    (PHONE, "light", COLOURS),
    (DESK, "dark", COLOURS),
)
LOOK = """axe.run({...%s, resultTypes: ["violations"]})
.then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target).join(" ")}`))"""
STICKS_OUT = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, ferrow_house: House, post: PostOffice
) -> Iterator[Installation]:
    built = House.shared(
        Path(os.environ[HOUSES], "everything"), beginning="everything", like=ferrow_house
    )
    house = replace(built, known={**ferrow_house.known, **built.known})
    yield from serve(house, tmp_path_factory.mktemp("everything"), post)


@pytest.mark.parametrize("who", sorted({who for _, _, who in PAGES}))
def test_every_page_is_accessible_and_fits(
    who: str, someone: Hall, installation: Installation
) -> None:
    found: list[str] = []
    page = someone(who)
    for name, address, _ in (one for one in PAGES if one[2] == who):
        answer = page.goto(f"/{address.format(**installation.known)}")
        assert answer is not None
        if answer.status != 200:
            found.append(f"{name}: {answer.status}")
            continue
        found += [f"{name}, {words}" for words in faults_of(page)]

    assert not found, "\n".join(found)


def faults_of(page: Page) -> Iterator[str]:
    page.evaluate(AXE.read_text())
    page.evaluate(FAULTS)
    yield from page.evaluate("faults.letters()")
    page.keyboard.press("Tab")  # from now on the focus is one that a key has moved
    for viewport, theme, rules in LOOKS:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=theme)
        for words in page.evaluate(LOOK % rules.replace("ALSO", ALSO)):
            yield f"{viewport['width']} {theme}: {words}"
    for viewport in (DESK, PHONE, NARROWEST):
        page.set_viewport_size(viewport)
        if page.evaluate(STICKS_OUT):
            yield f"{viewport['width']}: sticks out"
        for words in page.evaluate("[...faults.focus(), ...faults.folds(), ...faults.spacing()]"):
            yield f"{viewport['width']}: {words}"
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light", forced_colors="active")
    yield from page.evaluate("[...faults.motion(), ...faults.states(), ...faults.focus()]")
    page.emulate_media(forced_colors="none")
