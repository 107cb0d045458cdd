"""From the need to its course, and out to those who wait."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .acts import add_picture, begin_course, write_the_night
from .conftest import Hall, look
from .drafting import open_draft, put_caret, wait_saved, write_in
from .installation import Installation
from .post import PostOffice, link_in


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


def test_a_course_is_written_from_the_need(someone: Hall, ferrow: Installation) -> None:
    tom, salma = someone("tom"), someone("salma")
    salma.goto(f"/needs/{ferrow.known['night']}/")
    begin_course(tom, ferrow.known["night"], "Procedure")

    expect(tom.get_by_role("heading", name="Your first course: Procedure")).to_be_visible()
    look(tom, "editor-skeleton")
    write_the_night(tom)
    put_caret(tom, "Do it at a quarter to six: then both of you are there.")
    tom.keyboard.press("Enter")
    tom.keyboard.type("/cal")
    tom.get_by_role("option", name="Callout").click()
    tom.keyboard.type("Ten minutes are enough.")
    add_picture(tom)
    tom.get_by_role("button", name="I know how").click()
    wait_saved(tom)

    expect(tom.locator("#checklist")).to_contain_text("Every picture can be understood")
    look(tom, "editor-written")
    expect(salma.locator("#history")).to_contain_text("Tom Wilk")
    tom.get_by_role("link", name="See it as learners will").click()
    expect(tom.get_by_text("This is how learners will see it.")).to_be_visible()
    expect(tom.get_by_role("img", name="The yellow list beside gate nine")).to_be_visible()
    look(tom, "preview")


def test_a_coauthor_writes_at_the_same_time(
    someone: Hall, ferrow: Installation, post: PostOffice
) -> None:
    amara, tom = someone("amara"), someone("tom")
    begin_course(amara, ferrow.known["gate"], "Blank page")
    path = amara.url
    amara.get_by_role("link", name="Invite somebody").click()
    who = amara.get_by_role("dialog").get_by_role("combobox", name="Who writes with you?")
    who.fill("Tom")
    amara.get_by_role("option", name="Tom Wilk").click()
    look(amara, "invite-author")
    amara.get_by_role("dialog").get_by_role("button", name="Invite").click()
    expect(amara.get_by_role("dialog").get_by_text("writes, releases, answers")).to_be_visible()
    amara.keyboard.press("Escape")

    letter = post.wait_for("tom@ferrow.example", "asks you to write", travelling=ferrow)
    tom.goto(link_in(letter, "/notices/"))
    wait_saved(tom)
    expect(amara.locator("#save-state").get_by_text("Tom Wilk")).to_have_count(0)
    write_in(tom, "goal", "find your gate. ")
    write_in(amara, "forwhom", "drivers of the south ")
    expect(amara.locator(".ProseMirror")).to_contain_text("find your gate.")
    expect(tom.locator(".ProseMirror")).to_contain_text("drivers of the south")
    expect(amara.locator(".caret-name", has_text="Tom")).to_be_visible()
    wait_saved(tom)
    open_draft(tom, path)
    expect(tom.locator(".ProseMirror")).to_contain_text("drivers of the south")


def test_a_release_reaches_those_who_wait(
    someone: Hall, ferrow: Installation, post: PostOffice
) -> None:
    amara, salma = someone("amara"), someone("salma")
    salma.goto(f"/needs/{ferrow.known['night']}/")
    begin_course(amara, ferrow.known["night"], "Procedure")
    write_the_night(amara)
    wait_saved(amara)
    amara.get_by_role("link", name="Release…").click()
    for group in ("Warehouse North", "Warehouse South"):
        amara.get_by_role("checkbox", name=group).uncheck()
    amara.get_by_role("checkbox", name="Customer care").check()
    expect(amara.get_by_role("checkbox", name="Salma Diallo")).to_be_checked()
    amara.get_by_label("A word with it").fill("The first attempt: tell me what is missing.")
    look(amara, "release")
    amara.get_by_role("button", name="Release 1").click()

    expect(amara.get_by_role("heading", level=1)).not_to_contain_text("Release 1")
    expect(salma.locator(".crumbs").get_by_text("Answered")).to_be_visible()
    look(salma, "need-answered")
    letter = post.wait_for("salma@ferrow.example", "has its answer", travelling=ferrow)
    salma.goto(link_in(letter, "/notices/"))
    expect(salma.get_by_text("Do it at a quarter to six")).to_be_visible()


def test_an_empty_draft_is_not_released(someone: Hall, ferrow: Installation) -> None:
    someone.foresee("status of 4")
    leo = someone("leo")
    leo.goto("/courses/new/")
    leo.get_by_role("button", name="Begin: Blank page").click()
    leo.wait_for_url("**/draft/")
    wait_saved(leo)
    leo.get_by_role("link", name="Release…").click()
    leo.wait_for_url("**/releases/new/")
    expect(leo.get_by_text("It has no title.")).to_be_visible()
    leo.get_by_role("button", name="Release 1").click()

    expect(leo.get_by_role("alert").first).to_be_visible()
    look(leo, "release-refused")
