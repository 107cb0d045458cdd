"""Pages that stand open while the server is away: they come back by themselves, and miss nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .acts import declare, leave, say_about, send
from .conftest import Hall, look
from .installation import Installation

QUARTER = "the only quarter of an hour in which both of you know everything"


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


def test_what_happened_before_they_were_back_is_told(someone: Hall, ferrow: Installation) -> None:
    need = f"/needs/{ferrow.known['night']}/"
    mei, salma, amara = someone("mei"), someone("salma"), someone("amara")
    bell = someone.new_page(amara.context)
    for page, address in (mei, "/needs/"), (salma, need), (amara, "/feedback/"), (bell, "/me/"):
        open_and_listen(page, address)
    ferrow.kill()
    for page in (mei, salma, amara):
        page.context.set_offline(True)  # they come back later than the others
    ferrow.start()
    others_act(someone, ferrow, need)
    for page in (mei, salma, amara):
        page.context.set_offline(False)

    expect(mei.locator(".arrived")).to_contain_text("1 new need")
    expect(salma.get_by_role("link", name="Tom offered to answer. Show it")).to_be_visible()
    expect(salma.locator("#history")).to_contain_text("Tom Wilk offered")
    ferrow.travel(minutes=1)
    expect(amara.get_by_role("link", name="1 new remark. Show it")).to_be_visible()
    expect(bell.locator("#bell")).to_contain_text("1")
    look(amara, "inbox-news")
    amara.get_by_role("link", name="1 new remark. Show it").click()
    expect(amara.get_by_text("And if they are late?")).to_be_visible()


def open_and_listen(page: Page, address: str) -> None:
    with page.expect_response("**/live/events*"):
        page.goto(address)


def others_act(someone: Hall, ferrow: Installation, need: str) -> None:
    tom, nora, ines = someone("tom"), someone("nora"), someone("ines")
    declare(nora, "seal a container", "No seal is cut open at the port.", "Everybody")
    send(nora)
    tom.goto(need)
    tom.get_by_role("button", name="I can answer this").click()
    expect(tom.locator("#answer")).to_contain_text("Tom Wilk offered")
    ines.goto(f"/courses/{ferrow.known['course']}/")
    say_about(ines, QUARTER, "Ask", "And if they are late?")
    for page in (tom, nora, ines):
        leave(page)
