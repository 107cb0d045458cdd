"""The whole loop without a mouse: Tab, Enter, the space bar, arrows, and what one types."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .acts import PASSWORD
from .conftest import Hall
from .drafting import wait_saved
from .installation import Installation
from .post import PostOffice, link_in
from .writing import PICTURE

FARTHEST = 120  # stops of the Tab key
IS_HERE = "one => one === document.activeElement"
NEED = "close gate nine at night"
SAID = "Say who calls back."
KINDS = (
    """() => document.querySelector("mh-editor").editor.getJSON().content.map(one => one.type)"""
)


class Keys:
    """Somebody at a keyboard. The address bar is the only other thing that they have."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, path: str) -> None:
        self.page.goto(path)
        skip = self.page.locator(".skip")
        if skip.count():
            self.page.keyboard.press("Tab")
            expect(skip).to_be_focused()
            self.page.keyboard.press("Enter")

    def reach(self, target: Locator, by: str = "Tab") -> None:
        """Press the key until it has the focus; a key is for nobody before the page is there and lives."""
        expect(target).to_be_visible()
        self.page.wait_for_load_state()
        for _ in range(FARTHEST):
            if target.evaluate(IS_HERE):
                return
            self.page.keyboard.press(by)
        raise AssertionError(f"{by} does not lead to {target}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.reach(target)
        self.page.keyboard.press(key)

    def write(self, label: str, words: str) -> None:
        self.reach(self.page.get_by_label(label).first)
        self.type(words)

    def type(self, *parts: str) -> None:
        """Words, and keys in brackets."""
        for part in parts:
            if part.startswith("["):
                self.page.keyboard.press(part.strip("[]"))
            else:
                self.page.keyboard.type(part)

    def button(self, name: str, key: str = "Enter") -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True).first, key)

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name).first)


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


def test_somebody_comes_in_and_comes_again(someone: Hall, post: PostOffice) -> None:
    pavel, vera = Keys(someone("pavel")), Keys(someone())
    pavel.open("/invitations/")
    pavel.write("E-mail addresses", "vera@ferrow.example")
    pavel.button("Invite")
    expect(pavel.page.get_by_text("vera@ferrow.example")).to_be_visible()
    pavel.page.close()

    vera.open(link_in(post.wait_for("vera@ferrow.example"), "/invitation/"))
    vera.write("Your name", "Vera Sand")
    vera.write("Password", PASSWORD)
    vera.button("Come in")
    expect(vera.page.get_by_role("heading", level=1)).to_contain_text("Vera")
    vera.press(vera.page.locator(".me summary"))
    vera.button("Sign out")
    vera.page.wait_for_url("**/account/login/")
    vera.write("E-mail", "vera@ferrow.example")
    vera.write("Password", PASSWORD)
    vera.type("[Enter]")
    expect(vera.page.get_by_role("heading", level=1)).to_contain_text("Vera")
    vera.open("/me/settings/")
    vera.write("What you do", "Gate nine")
    vera.button("Keep")
    expect(vera.page.locator(".toast")).to_be_visible()
    vera.page.wait_for_load_state()
    vera.type("[Control+k]", "Amara")
    expect(vera.page.get_by_role("option", name="Amara Osei").first).to_be_visible()
    vera.type("[Enter]")
    expect(vera.page.get_by_role("heading", level=1)).to_contain_text("Amara Osei")


def test_the_loop(someone: Hall) -> None:
    nora, salma, amara = (Keys(someone(who)) for who in ("nora", "salma", "amara"))
    need = nora_asks(nora)
    salma_needs_it_too_and_names_amara(salma, need)
    course = amara_writes(amara, need)
    nora_reads_and_asks(nora, course)
    amara_answers_and_releases_again(amara, course)
    it_is_solved(nora, need, course)


def nora_asks(nora: Keys) -> str:
    nora.page.goto("/")
    nora.type("[n]")
    nora.page.wait_for_url("**/needs/new/")
    nora.write("I need to…", NEED)
    nora.write("What should change when you can?", "Nobody drives round.")
    nora.press(nora.page.get_by_role("checkbox", name="Everybody", exact=True), "Space")
    nora.press(nora.page.locator("summary", has_text="a date, a number, topics"))
    nora.reach(nora.page.get_by_role("combobox", name="Topics"))
    nora.type("night gates", "[Enter]")
    expect(nora.page.get_by_role("button", name="night gates")).to_be_visible()
    nora.press(nora.page.locator(".form-acts button").first)
    nora.page.wait_for_url(re.compile(r"/needs/\d+/"))
    expect(nora.page.get_by_role("heading", level=1)).to_contain_text(NEED)
    return str(nora.page.evaluate("location.pathname"))


def salma_needs_it_too_and_names_amara(salma: Keys, need: str) -> None:
    salma.open("/needs/")
    row = salma.page.locator("li", has_text=NEED)
    salma.press(row.get_by_role("button", name="Me too"))
    expect(row.get_by_role("button", name="Me too")).to_contain_text("2")
    salma.open(need)
    salma.link("Name somebody who knows")
    with salma.page.expect_response(re.compile("q=Amara")):  # asked anew after each pause
        salma.write("A name", "Amara")
    salma.write("Why them?", "She was there for years.")
    salma.button("Ask Amara Osei")
    expect(salma.page.get_by_text("Amara Osei was named by")).to_be_visible()
    salma.page.close()


def amara_writes(amara: Keys, need: str) -> str:
    amara.open(need)
    amara.button("I can answer this")
    amara.link("Write the course")
    amara.page.wait_for_url("**/courses/new/*")
    amara.button("Begin: Blank page")
    amara.page.wait_for_url("**/draft/")
    wait_saved(amara.page)
    text = amara.page.locator(".ProseMirror")
    amara.reach(text)
    amara.type("[Control+Home]", "[Shift+End]", "Gate nine at night", "[Enter]")
    amara.type("close it alone", "[Enter]", "whoever works at night", "[Enter]")
    amara.type(f"Open the list. {SAID} ", "[Enter]", "Then go.", "[Enter]")
    amara.type("/choice", "[Enter]", "Who calls back?", "[Enter]")
    amara.type("I do", "[ArrowDown]", "Yes.", "[ArrowDown]", "Nobody", "[ArrowDown]", "No.")
    amara.press(amara.page.get_by_role("switch", name="This answer is right").first, "Space")
    amara.reach(text, "Shift+Tab")
    amara.type("[Control+Enter]", "/picture", "[Enter]")
    figure = amara.page.locator(".ProseMirror figure.picture")
    with amara.page.expect_file_chooser() as chooser:
        amara.press(figure.get_by_role("button", name="Choose a picture"))
    data = base64.b64decode(PICTURE)
    chooser.value.set_files({"name": "list.png", "mimeType": "image/png", "buffer": data})
    expect(figure.locator("img")).to_be_visible()
    amara.reach(text, "Shift+Tab")
    amara.type("The list at gate nine", "[Alt+ArrowUp]")
    wait_saved(amara.page)
    expect(figure.locator(".alternative")).to_have_text("The list at gate nine")
    kinds = amara.page.evaluate(KINDS)
    assert kinds.index("picture") == kinds.index("choice") - 1
    expect(amara.page.locator("#checklist")).to_contain_text("Every picture can be understood")
    amara.link("Release…")
    amara.page.wait_for_url("**/releases/new/")
    everybody = amara.page.get_by_role("checkbox", name="Everybody", exact=True)
    amara.reach(everybody)
    expect(everybody).to_be_checked()
    amara.button("Release 1")
    expect(amara.page.locator(".article-head")).to_contain_text("release 1")
    return str(amara.page.evaluate("location.pathname"))


def nora_reads_and_asks(nora: Keys, course: str) -> None:
    nora.open(course)
    nora.press(nora.page.get_by_label("I do"), "Space")
    nora.button("Answer")
    expect(nora.page.locator(".choice")).to_contain_text("Yes.")
    block = nora.page.locator(".prose > .block", has_text=SAID)
    nora.press(block.get_by_role("link", name="Say something about this"))
    nora.reach(nora.page.get_by_label("Which words?"))
    nora.type("[ArrowDown]", "[ArrowDown]")
    nora.write("In your words", "Also on Sundays?")
    nora.button("Tell its authors")
    expect(nora.page.locator("mark.q-mark")).to_have_text(SAID)
    expect(nora.page.get_by_role("dialog")).to_have_count(0)
    nora.button("I have read it")
    expect(nora.page.get_by_text("You read it on")).to_be_visible()


def amara_answers_and_releases_again(amara: Keys, course: str) -> None:
    amara.open("/")
    row = amara.page.locator("li", has_text="Also on Sundays?")
    amara.press(row.get_by_role("link", name="Answer"))
    amara.page.wait_for_url("**/feedback/*/")
    amara.write("Your answer", "On Sundays, too.")
    amara.button("Answer")
    expect(amara.page.locator("#thread .say").last).to_contain_text("On Sundays, too.")
    amara.open(f"{course}draft/")
    wait_saved(amara.page)
    amara.press(amara.page.locator(".pin").get_by_role("link", name="Fold it in").first)
    amara.write("Words for the draft", "The same holds on Sundays.")
    amara.button("Put it in the draft")
    expect(amara.page.locator(".ProseMirror")).to_contain_text("holds on Sundays")
    wait_saved(amara.page)
    amara.link("Release…")
    amara.page.wait_for_url("**/releases/new/")
    amara.button("Release 2")
    expect(amara.page.locator(".article-head")).to_contain_text("release 2")


def it_is_solved(nora: Keys, need: str, course: str) -> None:
    nora.open(f"{course}changes/")
    nora.button("I am up to date")
    expect(nora.page.get_by_text("You are up to date.")).to_be_visible()
    nora.open("/notices/")
    nora.button("I have seen it all")
    expect(nora.page.get_by_role("heading", level=1)).to_contain_text("You have seen it all.")
    nora.press(nora.page.locator(".notices .title").first)
    expect(nora.page).to_have_url(re.compile(r"/(needs|courses)/"))
    nora.open(need)
    nora.press(nora.page.locator("#solved-box").get_by_role("button", name="Yes, solved"))
    expect(nora.page.locator(".crumbs").get_by_text("Solved")).to_be_visible()
