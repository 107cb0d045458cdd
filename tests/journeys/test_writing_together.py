"""Several people in one draft: nobody loses a word, whatever happens to the server, the line or the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from .draft_of_three import WORDS
from .installation import Installation
from .writing import Drafts, Writer, wait_until

# Writes to a store of the browser happen in turn: once this one has, all words before it have, too.
IS_KEPT = """async () => {
  const [{ name }] = await indexedDB.databases()
  const db = await new Promise((open, fail) => {
    const asked = indexedDB.open(name)
    asked.onsuccess = () => open(asked.result)
    asked.onerror = () => fail(asked.error)
  })
  await new Promise((done) => (db.transaction("updates", "readwrite").oncomplete = done))
  db.close()
}"""


class Desk:
    """Opens the draft for one person after another."""

    def __init__(self, browser: Browser, drafts: Drafts) -> None:
        self.course = drafts.next()
        self.people, self.sessions = drafts.people, drafts.sessions
        self.writers: list[Writer] = []
        self._browser = browser
        self._installation = drafts.installation

    def open(self, who: str) -> Writer:
        path = f"/courses/{self.course}/draft/"
        session = self.sessions[who]
        self.writers.append(Writer(self._browser, self._installation, session, path))
        return self.writers[-1]

    def wait_same(self) -> None:
        """Until all show the same, and it is saved."""
        wait_until(lambda: all(writer.state() == "saved" for writer in self.writers), 30)
        wait_until(lambda: all(w.document() == self.writers[0].document() for w in self.writers))


@pytest.fixture
def installation(drafts: Drafts) -> Installation:
    return drafts.installation


@pytest.fixture
def desk(browser: Browser, drafts: Drafts) -> Iterator[Desk]:
    desk = Desk(browser, drafts)
    yield desk
    for writer in desk.writers:
        writer.context.close()


def test_three_write_while_the_server_is_killed(desk: Desk, installation: Installation) -> None:
    amara, tom, salma = (desk.open(who) for who in ("amara", "tom", "salma"))
    amara.caret(WORDS)
    tom.caret("Read the last word.")
    salma.caret(WORDS, 9)
    type_in_turns(amara, tom, salma, rounds=20)
    installation.kill()
    type_in_turns(amara, tom, salma, rounds=10)
    installation.start()
    type_in_turns(amara, tom, salma, rounds=20)

    desk.wait_same()

    written = "".join(amara.words())
    assert {sign: written.count(sign) for sign in "αβγ"} == {"α": 50, "β": 50, "γ": 50}
    amara.ids()


def type_in_turns(*writers: Writer, rounds: int) -> None:
    for turn in range(rounds):
        for writer, sign in zip(writers, "αβγ", strict=True):
            writer.type(sign)
            if turn % 9 == 8 and sign != "α":
                writer.press("Enter")


def test_they_see_each_other(desk: Desk) -> None:
    amara, tom = desk.open("amara"), desk.open("tom")
    tom.caret("That is all.")
    amara.page.locator(".caret-name", has_text="Tom").wait_for()
    expect(amara.page.get_by_label("Here now: Amara Osei, Tom Wilk")).to_be_visible()
    tom.context.close()
    desk.writers.remove(tom)
    amara.page.locator(".caret-name").wait_for(state="detached")


def test_words_written_without_a_line_survive_the_closed_tab(
    desk: Desk, installation: Installation
) -> None:
    amara, tom = desk.open("amara"), desk.open("tom")
    installation.kill()
    wait_until(lambda: amara.state() == "offline")
    amara.caret("That is all.")
    amara.type(" Almost.")
    assert "kept on this device" in amara.status()
    amara.page.evaluate(IS_KEPT)
    amara.page.close()
    installation.start()

    amara.open()

    desk.wait_same()
    assert "That is all. Almost." in tom.words()


def test_a_session_that_ends_says_so_and_loses_nothing(
    desk: Desk, installation: Installation
) -> None:
    amara, tom = desk.open("amara"), desk.open("tom")
    amara.context.clear_cookies(name="sessionid")
    installation.kill()
    installation.start()
    wait_until(lambda: amara.state() == "signed-out", 30)
    amara.caret("That is all.")
    amara.type(" And more.")
    expect(amara.page.get_by_role("link", name="Sign in again in a new tab")).to_be_visible()

    amara.sign_in(desk.sessions["amara"])
    amara.page.evaluate("window.dispatchEvent(new Event('focus'))")

    desk.wait_same()
    assert "That is all. And more." in tom.words()


def test_one_who_may_write_no_longer_can_still_copy(desk: Desk, installation: Installation) -> None:
    amara, tom = desk.open("amara"), desk.open("tom")
    people: Callable[[], int] = amara.page.locator(".presence .face").count
    wait_until(lambda: people() == 2)
    csrf = amara.page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    answer = amara.page.request.post(
        f"/courses/{desk.course}/authors/{desk.people['tom']}/",
        headers={"X-CSRFToken": csrf, "Referer": installation.url},
    )
    assert answer.ok
    wait_until(lambda: tom.state() == "refused")
    wait_until(
        lambda: not tom.page.evaluate("document.querySelector('mh-editor').editor.isEditable")
    )
    wait_until(lambda: people() == 1)
    tom.type("Why?")  # typed on: no letter is taken for a command
    expect(tom.page.locator("dialog[open]")).to_have_count(0)


def test_a_block_that_somebody_deletes_is_no_longer_dragged(desk: Desk) -> None:
    amara, tom = desk.open("amara"), desk.open("tom")
    before = amara.ids()
    amara.caret("That is all.")
    amara.page.hover(f".prose >> text={WORDS}")
    handle = amara.page.locator(".gutter-handle").bounding_box()
    assert handle
    mouse = amara.page.mouse
    mouse.move(handle["x"] + 8, handle["y"] + 8)
    mouse.down()
    mouse.move(handle["x"] + 8, handle["y"] + 60, steps=4)
    tom.caret(WORDS)
    tom.press("Control+.")
    tom.page.get_by_role("menuitem", name="Delete").press("Enter")
    gone = [*before[:4], *before[5:]]
    wait_until(lambda: amara.ids() == gone)
    mouse.move(handle["x"] + 8, handle["y"], steps=4)
    mouse.up()
    desk.wait_same()
    assert amara.ids() == gone


def test_what_was_saved_is_cleared_once_nobody_is_signed_in(desk: Desk) -> None:
    amara = desk.open("amara")
    names = "indexedDB.databases().then((all) => all.map((one) => one.name))"
    wait_until(lambda: len(amara.page.evaluate(names)) == 1)
    amara.page.close()
    amara.context.clear_cookies()
    page = amara.context.new_page()
    page.goto("/")
    wait_until(lambda: page.evaluate(names) == [])


def test_words_typed_into_a_block_that_moves_go_along(desk: Desk) -> None:
    amara, tom = desk.open("amara"), desk.open("tom")
    tom.caret(WORDS, len(WORDS) - 1)
    amara.caret(WORDS, 0)
    for number, sign in enumerate("abcdefghijklmnopqrstuvwxyz"):
        tom.type(sign)
        if number % 3 == 1:
            amara.press("Alt+ArrowUp" if number > 13 else "Alt+ArrowDown")

    desk.wait_same()
    assert f"{WORDS[:-1]}abcdefghijklmnopqrstuvwxyz." in tom.words()
    amara.ids()


def test_words_typed_and_a_block_moved_without_a_line_meet(
    desk: Desk, installation: Installation
) -> None:
    amara, tom = desk.open("amara"), desk.open("tom")
    installation.kill()
    for writer in (amara, tom):
        wait_until(lambda writer=writer: writer.state() == "offline")
    tom.caret(WORDS)
    tom.type(" Not later.")
    amara.caret(WORDS, 0)
    amara.press("Alt+ArrowDown", "Alt+ArrowDown")
    installation.start()

    desk.wait_same()
    assert tom.words().index(f"{WORDS} Not later.") == tom.words().index("Read the last word.") + 1
    tom.type(" Ever.")
    desk.wait_same()
    assert f"{WORDS} Not later. Ever." in amara.words()
    amara.ids()
