"""From "I need" to "it solved my need", told once from the empty house to the thanks, through the screens alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from . import acts
from .conftest import Hall, look
from .drafting import put_caret, rewrite, wait_saved
from .installation import Installation
from .post import PostOffice, link_in

NEED = "hand over a night shift without phoning anybody"
QUESTION = "And if they are late?"


class Story:
    """Who sits where, and what they must know of each other."""

    def __init__(self, someone: Hall, installation: Installation, post: PostOffice) -> None:
        self.someone, self.installation, self.post = someone, installation, post
        self.pages: dict[str, Page] = {}
        self.need = self.course = ""

    def page(self, who: str) -> Page:
        return self.pages[who]

    def follow_mail(self, who: str, words: str) -> Page:
        """They open the newest mail that says this, and follow its link."""
        address = f"{who}@ferrow.example"
        letter = self.post.wait_for(address, words, travelling=self.installation)
        self.page(who).goto(link_in(letter, "/notices/", after=words.split("”")[0]))
        return self.page(who)


@pytest.fixture
def story(someone: Hall, installation: Installation, post: PostOffice) -> Story:
    return Story(someone, installation, post)


def test_the_whole_loop(story: Story) -> None:
    chapters: list[Callable[[Story], None]] = [
        people_come_in,
        nora_asks_and_salma_needs_it_too,
        amara_answers,
        nora_reads_and_asks,
        amara_releases_the_answer,
        it_solved_the_need,
        it_still_does,
    ]
    for chapter in chapters:
        chapter(story)


def people_come_in(story: Story) -> None:
    pavel = story.someone()
    acts.begin(pavel)
    names = {"nora": "Nora Vik", "salma": "Salma Diallo", "amara": "Amara Osei"}
    acts.invite(pavel, *(f"{who}@ferrow.example" for who in names))
    for who, name in names.items():
        story.pages[who] = story.someone()
        acts.come_in(story.page(who), story.post, f"{who}@ferrow.example", name)
    acts.leave(pavel)
    amara = story.page("amara")
    amara.goto("/me/settings/")
    topics = amara.get_by_role("combobox", name="I can explain")
    topics.fill("shifts")
    topics.press("Enter")
    expect(amara.get_by_role("button", name="shifts")).to_be_visible()
    amara.get_by_role("button", name="Keep the topics").click()
    expect(amara.locator(".toast")).to_be_visible()
    look(amara, "settings")
    acts.leave(amara)


def nora_asks_and_salma_needs_it_too(story: Story) -> None:
    nora, salma = story.page("nora"), story.page("salma")
    acts.declare(nora, NEED, "Nobody calls at six any more.", "Everybody")
    nora.get_by_text("a date, a number, topics").click()
    nora.get_by_role("combobox", name="Topics").fill("shifts")
    nora.get_by_role("combobox", name="Topics").press("Enter")
    expect(nora.get_by_role("button", name="shifts")).to_be_visible()
    acts.send(nora)
    story.need = nora.evaluate("location.pathname")
    acts.leave(nora)
    salma.goto("/needs/")
    salma.get_by_role("button", name="Me too").click()
    expect(salma.get_by_role("button", name="Me too")).to_contain_text("2")
    acts.leave(salma)


def amara_answers(story: Story) -> None:
    amara = story.follow_mail("amara", "asks for what you can explain")
    amara.get_by_role("button", name="I can answer this").click()
    amara.get_by_role("link", name="Write the course").click()
    amara.wait_for_url("**/courses/new/*")
    amara.get_by_role("button", name="Begin: Procedure").click()
    amara.wait_for_url("**/draft/")
    wait_saved(amara)
    acts.write_the_night(amara)
    wait_saved(amara)
    amara.get_by_role("link", name="Release…").click()
    amara.get_by_role("checkbox", name="Everybody").check()
    amara.get_by_role("button", name="Release 1").click()
    expect(amara.locator(".article-head")).to_contain_text("release 1")
    story.course = amara.evaluate("location.pathname")
    acts.leave(amara)


def nora_reads_and_asks(story: Story) -> None:
    nora = story.follow_mail("nora", "has its answer")
    acts.answer_the_question(nora, "Who calls him back")
    expect(nora.get_by_text("Then somebody does.")).to_be_visible()
    acts.say_about(nora, "a quarter to six", "Ask", QUESTION)
    nora.get_by_role("button", name="I have read it").click()
    expect(nora.get_by_role("heading", name="Did it solve your need?")).to_be_visible()
    acts.leave(nora)


def amara_releases_the_answer(story: Story) -> None:
    amara = story.follow_mail("amara", "asks about")
    amara.goto(f"{story.course}draft/")
    wait_saved(amara)
    acts.fold_in(amara, QUESTION, "If they are late, leave a note on the screen.")
    expect(amara.locator(".ProseMirror")).to_contain_text("leave a note on the screen")
    rewrite(amara, "Write one line for each.", "Write one line for each case.")
    put_caret(amara, "Write one line for each case.")
    wait_saved(amara)
    amara.get_by_role("link", name="Release…").click()
    expect(amara.get_by_role("checkbox", name="Nora Vik")).to_be_checked()
    amara.get_by_role("button", name="Release 2").click()
    expect(amara.locator(".article-head")).to_contain_text("release 2")
    acts.leave(amara)


def it_solved_the_need(story: Story) -> None:
    nora = story.follow_mail("nora", "You helped")
    expect(nora.get_by_text("leave a note on the screen").first).to_be_visible()
    nora.goto(f"{story.course}changes/")
    expect(nora.locator(".change")).to_have_count(2)
    nora.get_by_role("button", name="I am up to date").click()
    expect(nora.get_by_text("You are up to date.")).to_be_visible()
    nora.goto("/")
    asked = nora.locator("li", has_text="Did it solve your need?")
    asked.get_by_role("button", name="Yes").click()
    expect(asked).to_have_count(0)
    nora.goto(story.need)
    expect(nora.locator(".crumbs").get_by_text("Solved")).to_be_visible()
    expect(nora.locator(".lag li", has_text="not yet")).to_have_count(0)
    acts.leave(nora)
    story.follow_mail("amara", "Thank you for your help")


def it_still_does(story: Story) -> None:
    for days, more in ((30, 30), (90, 60)):
        story.installation.travel(days=more, hours=1)
        nora = story.follow_mail("nora", f"{days} days later")
        nora.locator("#solved-box").get_by_role("button", name="Yes, solved").click()
        expect(nora.locator("#solved-box")).to_have_count(0)
        expect(nora.locator("#need")).to_be_visible()
        acts.leave(nora)
