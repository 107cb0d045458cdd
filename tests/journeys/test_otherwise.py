"""The same acts by keyboard alone, on a phone, without JavaScript, and when something comes in between."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from manyhands.demo.cast import PASSWORD

from .acts import answer_the_question, declare, send
from .conftest import PHONE, Hall, look
from .installation import Installation

FARTHEST = 60


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until it has the focus, as somebody without a mouse would."""
    expect(target).to_be_visible()
    for _ in range(FARTHEST):
        if target.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab.")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def fits(page: Page) -> None:
    """Nothing sticks out at the side."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_asking_and_backing_by_keyboard_alone(someone: Hall) -> None:
    nora, mei = someone("nora"), someone("mei")
    nora.goto("/")
    nora.keyboard.press("n")
    nora.wait_for_url("**/needs/new/")
    tab_to(nora, nora.get_by_label("I need to…"))
    nora.keyboard.type("drive the tall forklift")
    tab_to(nora, nora.get_by_label("What should change when you can?"))
    nora.keyboard.type("I need not wait for Mei.")
    press(nora, nora.get_by_role("checkbox", name="Warehouse North"), "Space")
    press(nora, nora.get_by_role("button", name="Ask"))
    expect(nora.get_by_role("heading", level=1)).to_have_text("I need to drive the tall forklift")

    mei.goto("/needs/")
    press(mei, mei.get_by_role("link", name="drive the tall forklift"))
    mei.wait_for_url(re.compile(r"/needs/\d+/"))
    press(mei, mei.get_by_role("button", name="Me too", exact=True).first)
    expect(mei.get_by_role("button", name="You said “me too”")).to_be_visible()


def test_reading_and_answering_by_keyboard_alone(someone: Hall, ferrow: Installation) -> None:
    jonas, amara = someone("jonas"), someone("amara")
    jonas.goto(f"/courses/{ferrow.known['course']}/")
    press(jonas, jonas.get_by_role("link", name="Say something about this").first)
    dialog = jonas.get_by_role("dialog")
    tab_to(jonas, dialog.get_by_label("In your words"))
    jonas.keyboard.type("Does that hold for trains?")
    press(jonas, dialog.get_by_role("button", name="Tell its authors"))
    expect(dialog).to_be_hidden()
    tab_to(jonas, jonas.get_by_label("I say who calls him back"))
    jonas.keyboard.press("Space")
    press(jonas, jonas.locator(".choice").get_by_role("button", name="Answer"))
    expect(jonas.get_by_text("A case without a name")).to_be_visible()
    press(jonas, jonas.get_by_role("button", name="I have read it"))
    expect(jonas.get_by_text("You read it on")).to_be_visible()

    amara.goto("/")
    row = amara.locator("li", has_text="Does that hold for trains?")
    press(amara, row.get_by_role("link", name="Answer"))
    amara.wait_for_url("**/feedback/*/")
    tab_to(amara, amara.get_by_label("Your answer"))
    amara.keyboard.type("For trains, too.")
    press(amara, amara.locator("#thread").get_by_role("button", name="Answer"))
    expect(amara.locator("#thread .say").last).to_contain_text("For trains, too.")


def test_asking_reading_and_reacting_on_a_phone(someone: Hall, ferrow: Installation) -> None:
    hand = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    leo = someone("leo", **hand)
    leo.goto("/")
    fits(leo)
    leo.get_by_role("navigation", name="Main, phone").get_by_role("link", name="I need").tap()
    leo.wait_for_url("**/needs/new/")
    leo.get_by_label("I need to…").fill("read the new labels")
    leo.get_by_label("What should change when you can?").fill("No parcel goes to the wrong gate.")
    leo.get_by_role("checkbox", name="Everybody").tap()
    fits(leo)
    leo.get_by_role("button", name="Ask").tap()
    leo.wait_for_url(re.compile(r"/needs/\d+/"))
    fits(leo)
    leo.goto("/needs/")
    fits(leo)
    row = leo.locator(f"#need-{ferrow.known['night']}")
    row.get_by_role("button", name="Me too").tap()
    expect(row.get_by_role("button", name="Me too")).to_have_attribute("aria-pressed", "true")
    leo.goto(f"/courses/{ferrow.known['course']}/")
    fits(leo)
    leo.locator("#react-learned").tap()
    expect(leo.locator("#react-learned")).to_have_attribute("aria-pressed", "true")
    fits(leo)
    look(leo, "reader-phone")


def test_the_loop_without_javascript(someone: Hall, ferrow: Installation) -> None:
    ines = someone("ines", java_script_enabled=False)
    ines.goto("/")
    ines.get_by_role("link", name="I need to…").first.click()
    ines.get_by_label("I need to…").fill("say no to a customer")
    ines.get_by_label("What should change when you can?").fill("I promise only what we can keep.")
    ines.get_by_role("checkbox", name="Everybody").check()
    ines.get_by_role("button", name="Ask").click()
    expect(ines.get_by_role("heading", level=1)).to_have_text("I need to say no to a customer")

    ines.goto(f"/needs/{ferrow.known['gate']}/")
    ines.get_by_role("button", name="Me too").first.click()
    expect(ines.get_by_role("button", name="You said “me too”")).to_be_visible()
    ines.goto(f"/courses/{ferrow.known['course']}/")
    answer_the_question(ines)
    expect(ines.get_by_text("A case without a name is nobody’s case.")).to_be_visible()
    ines.get_by_role("link", name="Say something about this").first.click()
    ines.get_by_label("In your words").fill("Should this not be shorter?")
    ines.get_by_role("button", name="Tell its authors").click()
    expect(ines.get_by_text("Should this not be shorter?").first).to_be_visible()
    ines.goto(f"/courses/{ferrow.known['course']}/")
    ines.get_by_role("button", name="I have read it").click()
    ines.get_by_role("button", name="Yes, solved").click()
    expect(ines.locator(".crumbs").get_by_text("Solved")).to_be_visible()


def test_what_is_refused_in_a_dialogue_is_said_in_it(someone: Hall, ferrow: Installation) -> None:
    someone.foresee("status of 403")
    mei = someone("mei")
    mei.goto(f"/needs/{ferrow.known['gate']}/")
    mei.get_by_role("link", name="Name somebody who knows").click()
    dialog = mei.get_by_role("dialog")
    dialog.get_by_label("A name").fill("Mei")
    dialog.get_by_label("Why them?").fill("I drew the plan of the gates.")
    dialog.get_by_role("button", name="Ask Mei Rossi").click()

    expect(dialog.get_by_role("alert")).to_contain_text("To answer it yourself, offer to.")
    expect(dialog.get_by_role("alert")).to_be_in_viewport()
    expect(dialog.get_by_label("Why them?")).to_have_value("I drew the plan of the gates.")
    dialog.get_by_label("A name").fill("Tom")
    dialog.get_by_role("button", name="Ask Tom Wilk").click()
    expect(dialog).to_be_hidden()
    expect(mei.locator("#answer")).to_contain_text("I drew the plan of the gates.")


def test_what_was_typed_survives_an_expired_session(someone: Hall) -> None:
    someone.foresee("status of 401")
    mei = someone("mei")
    declare(mei, "plan the holidays of twelve", "Nobody finds out on Friday.", "Warehouse North")
    mei.context.clear_cookies(name="sessionid")
    with mei.expect_response(lambda answer: answer.status == 401):
        mei.get_by_label("I need to…").press("End")
        mei.keyboard.type(" people")
    expect(mei.get_by_label("I need to…")).to_be_focused()
    mei.get_by_role("button", name="Ask").click()
    mei.get_by_label("E-mail").fill("mei@ferrow.example")
    mei.get_by_label("Password").fill(PASSWORD)
    look(mei, "sign-in-again")
    mei.get_by_role("button", name="Come in").click()

    mei.wait_for_url(re.compile(r"^[^?]+/needs/new/$"))  # the door's own address names it, too
    expect(mei.get_by_label("I need to…")).to_have_value("plan the holidays of twelve people")
    expect(mei.get_by_role("checkbox", name="Warehouse North")).to_be_checked()
    send(mei)
    expect(mei.get_by_text("Nobody finds out on Friday.")).to_be_visible()


def test_a_form_that_is_sent_twice_asks_once(someone: Hall) -> None:
    tom = someone("tom")
    declare(tom, "calm an angry driver", "Nobody hangs up on us.", "Customer care")
    tom.get_by_role("button", name="Ask").evaluate("button => { button.click(); button.click() }")
    tom.wait_for_url(re.compile(r"/needs/\d+/"))
    declare(tom, "calm an angry driver", "Nobody hangs up on us.", "Customer care")
    send(tom)

    tom.goto("/needs/?mine=1")
    expect(tom.get_by_role("link", name="calm an angry driver")).to_have_count(1)


def test_a_refused_form_leads_back_to_where_it_stood(someone: Hall) -> None:
    mei = someone("mei")
    someone.foresee(r"422 \(Unprocessable")
    mei.goto("/groups/")
    mei.get_by_role("link", name="Warehouse North").click()
    here = mei.url
    mei.get_by_role("button", name="Take out").click()
    expect(mei.get_by_text("Choose at least one person.")).to_be_visible()
    expect(mei).to_have_url(here)


def test_words_survive_a_server_that_is_killed(someone: Hall, ferrow: Installation) -> None:
    salma = someone("salma")
    declare(salma, "thaw a frozen lock", "We open at six.", "Warehouse North")
    expect(salma.get_by_role("button", name="Ask")).to_be_visible()
    ferrow.kill()
    salma.get_by_label("What should change when you can?").press_sequentially(" In January, too.")
    ferrow.start()
    salma.goto("/needs/new/")
    effect = salma.get_by_label("What should change when you can?")
    expect(effect).to_have_value("We open at six. In January, too.")
    look(salma, "ask-kept")
    send(salma)
    ferrow.kill()
    ferrow.start()

    salma.reload()
    expect(salma.get_by_role("heading", level=1)).to_have_text("I need to thaw a frozen lock")


def test_a_page_one_may_not_see_is_not_there(someone: Hall) -> None:
    someone.foresee("status of 404")
    leo = someone("leo")
    leo.goto("/courses/999/")
    expect(leo.get_by_role("heading", level=1)).to_be_visible()
    look(leo, "not-found")
