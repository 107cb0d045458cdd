"""What people do, told once: the stories put these acts in order."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from .conftest import look
from .drafting import rewrite, wait_saved, write_in
from .post import PostOffice, link_in
from .writing import PICTURE

PASSWORD = "seven lorries before breakfast"
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".prose"), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(walker.currentNode, at)
    range.setEnd(walker.currentNode, at + words.length)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    return
  }
  throw new Error(`Nothing says “${words}”`)
}"""


def begin(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Your organisation").fill("Ferrow Freight")
    page.get_by_label("Your name").fill("Pavel Kral")
    page.get_by_label("Your e-mail").fill("pavel@ferrow.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pavel")


def invite(page: Page, *addresses: str) -> None:
    page.goto("/invitations/")
    page.get_by_label("Addresses").fill("\n".join(addresses))
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text(addresses[-1])).to_be_visible()


def come_in(page: Page, post: PostOffice, address: str, name: str) -> None:
    """Follow the link in the mail, and choose a password."""
    page.goto(link_in(post.wait_for(address), "/invitation/"))
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name.split()[0])


def in_days(number: int) -> str:
    """A date as a field takes it."""
    return (datetime.now(UTC) + timedelta(days=number)).date().isoformat()


def declare(page: Page, statement: str, effect: str, *audience: str) -> None:
    """The three things that must be said."""
    page.goto("/needs/new/")
    page.get_by_label("I need to…").fill(statement)
    page.get_by_label("What should change when you can?").fill(effect)
    for group in audience:
        page.get_by_role("checkbox", name=group, exact=True).check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url(re.compile(r"/needs/\d+/"))


def leave(page: Page) -> None:
    """Who has the page open gets no mail for it."""
    page.goto("about:blank")


def nominate(page: Page, name: str, reason: str) -> None:
    page.get_by_role("link", name="Name somebody who knows").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("A name").fill(
        name.split()[0]
    )  # at once: each pause would bring the list anew
    dialog.get_by_label("Why them?").fill(reason)
    expect(dialog.get_by_role("button", name=f"Ask {name}")).to_be_visible()
    look(page, "nominate")
    dialog.get_by_role("button", name=f"Ask {name}").click()
    expect(page.get_by_text(f"{name} was named by")).to_be_visible()


def begin_course(page: Page, need: int, intention: str) -> None:
    page.goto(f"/needs/{need}/")
    page.get_by_role("link", name="Write the course now").click()
    page.wait_for_url("**/courses/new/*")
    look(page, "start")
    page.get_by_role("button", name=f"Begin: {intention}").click()
    page.wait_for_url("**/draft/")
    wait_saved(page)


def write_the_night(page: Page) -> None:
    """A short course on the skeleton of a procedure."""
    write_in(page, "goal", "leave at six without a case in your head.")
    write_in(page, "forwhom", "whoever works at night")
    rewrite(
        page,
        "What must be at hand, open or agreed? When is the right moment?",
        "Do it at a quarter to six: then both of you are there.",
    )
    rewrite(
        page, "Start with a verb: open, press, write, call. One act per step.", "Open the list."
    )
    rewrite(page, "Add the screenshot that you wish you had had.", "Write one line for each.")
    rewrite(page, "End with what they see when it worked.", "Say who calls back.")
    rewrite(
        page,
        "The one thing that goes wrong most often, and what to do then.",
        "A case without a name is nobody’s case.",
    )
    rewrite(
        page,
        "Describe a case from last week. What do you do first?",
        "A driver called at 05:40. What do you write?",
    )
    rewrite(page, "The right answer", "Who calls him back")
    rewrite(page, "Say why it is right.", "Then somebody does.")
    rewrite(page, "What people often do instead", "That it is urgent")
    rewrite(page, "Say kindly why it does not work.", "Urgent for whom?")


def add_picture(page: Page) -> None:
    """Below the first step, with the visible plus; then say what it shows."""
    page.hover(".ProseMirror >> text=Before you begin")
    page.get_by_role("button", name="Add a block below").click()
    page.get_by_role("option", name="Picture").click()
    figure = page.locator(".ProseMirror figure.picture").first
    with page.expect_file_chooser() as chooser:
        figure.get_by_role("button", name="Choose a picture").click()
    data = base64.b64decode(PICTURE)
    chooser.value.set_files({"name": "list.png", "mimeType": "image/png", "buffer": data})
    expect(figure.locator("img")).to_be_visible()
    figure.locator(".alternative").click()
    page.keyboard.type("The yellow list beside gate nine")


def answer_the_question(page: Page, words: str = "I say who calls him back") -> None:
    question = page.locator(".choice")
    question.get_by_label(words).check()
    question.get_by_role("button", name="Answer").click()
    expect(question.locator(".verdict")).to_be_visible()


def say_about(page: Page, words: str, kind: str, text: str) -> None:
    """Choose words in the text and say something about them."""
    page.evaluate(SELECT, words)
    page.locator(".selection-bar").get_by_role("button", name=kind).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In your words").fill(text)
    look(page, f"say-{kind.lower()}")
    dialog.get_by_role("button", name="Tell its authors").click()
    expect(dialog).to_be_hidden()


def fold_in(page: Page, remark: str, words: str) -> None:
    page.locator(".pin", has_text=remark).get_by_role("link", name="Fold it in").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Words for the draft").fill(words)
    look(page, "fold-in")
    dialog.get_by_role("button", name="Put it in the draft").click()
    expect(dialog).to_be_hidden()
