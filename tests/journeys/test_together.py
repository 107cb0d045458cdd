"""Pages that stand open while others act: they follow, and nothing that is half typed on them is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .acts import declare, nominate, send
from .conftest import PHONE, Hall, look
from .installation import Installation

WORDS = "Mine begin at five, so it is"


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


def open_and_listen(page: Page, address: str) -> None:
    """What is told before a page listens is news to nobody."""
    with page.expect_response("**/live/events*"):
        page.goto(address)


def test_a_need_follows_what_others_do_and_keeps_what_is_half_typed(
    someone: Hall, ferrow: Installation
) -> None:
    gate = f"/needs/{ferrow.known['gate']}/"
    salma, leo, tom = someone("salma"), someone("leo", viewport=PHONE), someone("tom")
    open_and_listen(salma, gate)
    salma.get_by_text("with a reason, or a date").click()
    reason = salma.get_by_label("Why you too")
    reason.fill(WORDS)

    tom.goto(gate)
    tom.get_by_role("button", name="I can answer this").click()
    news = salma.get_by_role("link", name="Tom offered to answer. Show it")
    expect(news).to_be_visible()
    expect(salma.locator("#answer")).to_contain_text("Nobody yet.")
    look(salma, "need-news")
    news.click()

    expect(salma.locator("#answer")).to_contain_text("Tom Wilk offered")
    expect(salma.locator(".crumbs")).to_contain_text("Being answered")
    expect(news).to_have_count(0)
    expect(reason).to_have_value(WORDS)
    reason.press("End")
    reason.press_sequentially(" dark.")
    open_and_listen(leo, gate)
    salma.get_by_role("button", name="I can answer this").click()

    expect(salma.locator("#answer")).to_contain_text("Salma Diallo offered")
    expect(reason).to_have_value(f"{WORDS} dark.")
    expect(leo.get_by_role("link", name="Salma offered to answer. Show it")).to_be_visible()
    look(leo, "need-news")
    salma.get_by_role("button", name="Me too", exact=True).last.click()
    expect(salma.locator("#waiting p", has_text=f"{WORDS} dark.")).to_be_visible()
    expect(reason).to_be_hidden()
    leo.get_by_role("link", name="2 new things. Show them").click()
    expect(leo.locator("#waiting p", has_text=f"{WORDS} dark.")).to_be_visible()


def test_the_board_says_what_is_new_and_moves_nothing(someone: Hall, ferrow: Installation) -> None:
    nora, mei = someone("nora"), someone("mei")
    open_and_listen(nora, "/needs/")
    titles = nora.locator("#needs .rows .title")
    before = titles.all_inner_texts()

    declare(mei, "seal a container", "No seal is cut open at the port.", "Everybody")
    send(mei)
    news = nora.get_by_role("link", name="1 new need. Show it")
    expect(news).to_be_visible()
    assert titles.all_inner_texts() == before
    look(nora, "board-news")
    news.click()

    expect(nora.get_by_role("link", name="seal a container")).to_be_visible()
    expect(news).to_have_count(0)


def test_naming_somebody_keeps_what_is_half_typed(someone: Hall, ferrow: Installation) -> None:
    nora = someone("nora")
    nora.goto(f"/needs/{ferrow.known['damage']}/")
    nora.get_by_text("with a reason, or a date").click()
    reason = nora.get_by_label("Why you too")
    reason.fill(WORDS)
    nominate(nora, "Amara Osei", "She has a camera.")

    expect(nora.locator("#answer")).to_contain_text("Amara Osei was named")
    expect(reason).to_have_value(WORDS)
    expect(nora.get_by_role("dialog")).to_have_count(0)
