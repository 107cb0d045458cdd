"""The first minutes of an installation."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import require_accessible

PASSWORD = "seven lorries before breakfast"


def begin(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Your organisation").fill("Ferrow Freight")
    page.get_by_label("Your name").fill("Pavel Kral")
    page.get_by_label("Your e-mail").fill("pavel@ferrow.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()


def test_the_first_who_comes_sets_up_the_organisation(someone):
    page = someone()
    page.goto("/")
    require_accessible(page)
    begin(page)

    expect(page.get_by_text("Ferrow Freight").first).to_be_visible()
    require_accessible(page)


def test_who_comes_later_is_led_to_the_door(someone):
    begin(someone())
    page = someone()
    page.goto("/")

    expect(page.get_by_label("Password")).to_be_visible()
    require_accessible(page)


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(someone, installation):
    page = someone()
    begin(page)
    expect(page.get_by_text("Ferrow Freight").first).to_be_visible()
    installation.kill()
    installation.start()

    page.reload()

    expect(page.get_by_text("Ferrow Freight").first).to_be_visible()
