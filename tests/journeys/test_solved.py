"""Did it help? Asked at once, after thirty and after ninety days; and what the whole shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .acts import answer_the_question
from .conftest import Hall, look
from .installation import Installation
from .post import PostOffice, link_in, text_of


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


def finish(page: Page, course: int) -> None:
    page.goto(f"/courses/{course}/")
    answer_the_question(page)
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_role("heading", name="Did it solve your need?")).to_be_visible()


def test_her_yes_solves_it_and_she_is_asked_again(
    someone: Hall, ferrow: Installation, post: PostOffice
) -> None:
    need = f"/needs/{ferrow.known['phone']}/"
    ines, amara = someone("ines"), someone("amara")
    finish(ines, ferrow.known["course"])
    ines.get_by_text("Say it in a sentence").click()
    ines.get_by_label("What helped, what is missing?").fill("I promise less, and keep it.")
    ines.get_by_role("button", name="Yes, solved").click()

    ines.wait_for_url(f"**{need}*")
    expect(ines.locator(".crumbs").get_by_text("Solved")).to_be_visible()
    expect(ines.locator("#history")).to_contain_text(re.compile(r"thanks to .*Amara"))
    for moment in ("Asked", "Offered", "Drafted", "Released", "Used", "Solved"):
        dated = ines.locator(".lag li", has_text=moment)
        expect(dated).not_to_contain_text("not yet")
    look(ines, "need-solved")
    letter = post.wait_for("amara@ferrow.example", "Thank you for your help", travelling=ferrow)
    assert "Inês Costa" in text_of(letter)
    amara.goto(need)
    expect(amara.get_by_text("I promise less, and keep it.").first).to_be_visible()
    look(amara, "need-solved-author")


@pytest.mark.parametrize("days", [30, 90])
def test_time_passes_and_she_is_asked_again(
    someone: Hall, ferrow: Installation, post: PostOffice, days: int
) -> None:
    """Goes on where the story before ended."""
    ferrow.travel(days=30 if days == 30 else 60, hours=1)
    words = f"still help, {days} days later"
    letter = post.wait_for("ines@ferrow.example", words, travelling=ferrow)
    ines = someone("ines")
    ines.goto("/")
    expect(ines.get_by_text(f"Does it still help, {days} days later?")).to_be_visible()
    look(ines, f"home-asked-after-{days}")
    ines.goto(link_in(letter, "/notices/", after=words))
    ines.get_by_label("In a sentence").fill("Still.")
    look(ines, f"need-asked-after-{days}")
    ines.locator("#solved-box").get_by_role("button", name="Yes, solved").click()

    expect(ines.locator("#solved-box")).to_have_count(0)
    expect(ines.locator("#need")).to_be_visible()


def test_a_partly_goes_to_the_authors_and_a_no_opens_it_again(
    someone: Hall, ferrow: Installation, post: PostOffice
) -> None:
    """Ninety days on: a backer's word moves nothing, the declarer's opens it again."""
    nora, ines, amara = someone("nora"), someone("ines"), someone("amara")
    finish(nora, ferrow.known["course"])
    nora.get_by_text("Say it in a sentence").click()
    nora.get_by_label("What helped, what is missing?").fill("What about shouting?")
    nora.get_by_role("button", name="Partly").click()
    expect(nora.get_by_text("You said: Partly")).to_be_visible()
    amara.goto("/feedback/")
    expect(amara.get_by_text("What about shouting?")).to_be_visible()
    look(amara, "inbox")

    need = f"/needs/{ferrow.known['phone']}/"
    ines.goto(need)
    expect(ines.locator(".crumbs").get_by_text("Solved")).to_be_visible()
    ines.get_by_text("Think better of it?").click()
    ines.get_by_role("button", name="No, not yet").click()
    expect(ines.locator(".crumbs").get_by_text("Answered")).to_be_visible()
    expect(ines.locator(".crumbs").get_by_text("Solved")).to_have_count(0)
    look(ines, "need-reopened")
    post.wait_for("amara@ferrow.example", "is open again", travelling=ferrow)


def test_the_coach_sees_what_waits(someone: Hall, ferrow: Installation) -> None:
    hana = someone("hana")
    hana.goto("/")
    hana.get_by_role("link", name="Coach").first.click()
    rows = hana.get_by_role("main").locator(".rows > li")
    expect(hana.get_by_role("heading", level=1)).to_contain_text("One hour for others.")
    expect(rows.filter(has_text="night shift")).to_be_visible()
    look(hana, "coach")


def test_no_figure_speaks_of_fewer_than_five(someone: Hall) -> None:
    hana = someone("hana")
    hana.goto("/impact/")
    expect(hana.get_by_text("fewer than five people have been asked so far").first).to_be_visible()
    look(hana, "impact-of-few")


def test_the_impact_page_says_how_long_and_how_sure(someone: Hall, ferrow: Installation) -> None:
    ferrow.execute("tests.journeys.beginnings", "solved")
    hana = someone("hana")
    hana.goto("/impact/")
    expect(hana.get_by_role("heading", name="From “I need” to an answer")).to_be_visible()
    expect(hana.locator("svg.chart")).to_be_visible()
    expect(hana.get_by_text("of them still open and counted")).to_be_visible()
    look(hana, "impact")
    hana.get_by_role("link", name="how we ask").click()
    expect(hana.get_by_role("heading", level=1)).to_be_visible()
    look(hana, "impact-how")
