"""How people come in: a second step, a phone that is lost, a browser that was forgotten somewhere."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time

from playwright.sync_api import Page, expect

from .acts import PASSWORD, begin
from .conftest import Hall, look
from .post import PostOffice, link_in

PAVEL = "pavel@ferrow.example"


def test_a_second_step_and_a_lost_phone(someone: Hall) -> None:
    page = someone()
    begin(page)
    page.goto("/me/signing-in/")
    look(page, "signing-in")
    page.get_by_role("link", name="Switch it on").click()
    expect(page.get_by_label("Your password")).to_be_visible()
    look(page, "again")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("It cannot look? Type this key")).to_be_visible()
    look(page, "second-step-on")
    page.get_by_text("It cannot look? Type this key").click()
    key = page.locator("#key code").inner_text()
    if time.time() % 30 > 27:
        page.wait_for_timeout(3000)  # as one does: the next code has time enough
    page.get_by_label("Code").fill(fresh_code(key))
    page.get_by_role("button", name="Switch it on").click()
    expect(page.locator("#codes code").first).to_be_visible()
    look(page, "recovery-codes")
    recovery = page.locator("#codes code").first.inner_text()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep as a file").click()
    assert recovery.replace(" ", "") in kept.value.path().read_text()
    page.get_by_role("link", name="I have them").click()
    expect(page.get_by_text("10 recovery codes are left")).to_be_visible()
    look(page, "second-step-is-on")

    elsewhere = someone()
    sign_in(elsewhere)
    expect(elsewhere.get_by_role("heading", name="Now the code")).to_be_visible()
    look(elsewhere, "the-code")
    elsewhere.get_by_label("Code").fill("000000")
    elsewhere.get_by_role("button", name="Come in").click()
    expect(elsewhere.get_by_text("This code does not fit")).to_be_visible()
    elsewhere.get_by_label("Code").fill(recovery)
    elsewhere.get_by_role("button", name="Come in").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_contain_text("Pavel")


def test_a_browser_that_was_forgotten_is_signed_out(someone: Hall) -> None:
    here, there = someone(), someone(user_agent="Mozilla/5.0 (X11; Linux) Firefox/128.0")
    begin(here)
    sign_in(there)
    expect(there.get_by_role("heading", level=1)).to_contain_text("Pavel")

    here.goto("/me/signing-in/")
    expect(here.get_by_text("You are signed in on 2 browsers")).to_be_visible()
    look(here, "two-browsers")
    here.get_by_role("button", name="Sign out Firefox on Linux").click()
    expect(here.get_by_text("Signed out: Firefox on Linux.")).to_be_visible()

    there.goto("/needs/")
    expect(there.get_by_label("Password")).to_be_visible()


def test_another_address(someone: Hall, post: PostOffice) -> None:
    page = someone()
    begin(page)
    page.goto("/me/address/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("New address")).to_be_visible()
    look(page, "another-address")
    page.get_by_label("New address").fill("pavel@new.example")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_text("A link is on its way to pavel@new.example")).to_be_visible()

    page.goto(link_in(post.wait_for("pavel@new.example"), "/address/"))
    look(page, "is-this-your-address")
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_text("You sign in as pavel@new.example.").first).to_be_visible()
    assert post.wait_for(PAVEL)
    page.goto("/me/")
    page.get_by_text("Pavel has another address").click()
    look(page, "look-after")


def test_going_back_after_signing_out_shows_nothing(someone: Hall) -> None:
    page = someone()
    begin(page)
    page.goto("/me/settings/")
    expect(page.get_by_text(f"You sign in as {PAVEL}.")).to_be_visible()
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()

    page.go_back()
    page.go_back()

    expect(page.get_by_label("Password")).to_be_visible()
    assert PAVEL not in page.content()


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(PAVEL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()


def fresh_code(key: str) -> str:
    """What an app shows for this key (RFC 6238)."""
    counter = int(time.time()) // 30
    mac = hmac.digest(base64.b32decode(re.sub(r"\s", "", key)), struct.pack(">Q", counter), "sha1")
    (number,) = struct.unpack_from(">I", mac, mac[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 10**6:06}"
