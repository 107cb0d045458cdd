"""From "I need to…" to somebody who answers it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from .acts import declare, leave, nominate, send
from .conftest import PHONE, Hall, look
from .installation import Installation
from .post import PostOffice, link_in

NIGHT = "hand over a night shift without phoning anybody"


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


def test_the_board_is_ordered_by_what_waiting_costs(someone: Hall, ferrow: Installation) -> None:
    jonas = someone("jonas")
    jonas.goto("/needs/")
    titles = jonas.locator("#needs .rows .title")
    expect(titles).to_have_count(3)
    expect(titles.nth(0)).to_contain_text("photograph damage")
    expect(titles.nth(1)).to_contain_text("night shift")
    look(jonas, "board")

    jonas.locator(f"#need-{ferrow.known['night']}").get_by_role("button", name="Me too").click()
    row = jonas.locator(f"#need-{ferrow.known['night']}")
    expect(row.get_by_role("button", name="Me too")).to_have_attribute("aria-pressed", "true")
    expect(row.get_by_role("button", name="Me too")).to_contain_text("3")
    jonas.get_by_role("link", name="Mine").click()
    expect(titles).to_have_count(1)
    look(jonas, "board-mine")


def test_the_board_is_filtered_by_state_group_and_topic(someone: Hall) -> None:
    leo = someone("leo")
    titles = leo.locator("#needs .rows .title")
    leo.goto("/needs/")
    leo.get_by_role("link", name=re.compile("^Answered")).click()
    expect(titles).to_have_text(["I need to take a complaint on the phone"])
    leo.goto("/needs/")
    leo.get_by_role("link", name="Any topic").click()
    leo.get_by_role("link", name="shifts").first.click()
    expect(titles).to_have_text([f"I need to {NIGHT}"])
    leo.goto("/needs/")
    leo.get_by_role("link", name="Any group").click()
    leo.get_by_role("navigation", name="Which group?").get_by_text("Warehouse South").click()
    expect(titles).to_have_count(2)


def test_what_is_near_appears_while_she_types(someone: Hall) -> None:
    nora = someone("nora")
    nora.goto("/")
    nora.get_by_role("link", name="I need to…").first.click()
    nora.wait_for_url("**/needs/new/")
    nora.get_by_label("I need to…").press_sequentially("take a complaint", delay=20)

    near = nora.locator("#near")
    expect(
        near.get_by_role("link", name="Take a complaint without promising too much")
    ).to_be_visible()
    look(nora, "ask-near")

    nora.get_by_label("I need to…").fill("weld aluminium bars")
    expect(near.get_by_text("Nobody has asked this yet.")).to_be_visible()


def test_a_need_is_visible_at_once_to_whom_it_concerns(someone: Hall) -> None:
    nora, salma = someone("nora"), someone("salma")
    declare(nora, "reverse a trailer", "No more dents at gate nine.", "Warehouse North")
    nora.get_by_text("a date, a number, topics").click()
    nora.get_by_label("Needed by").fill((datetime.now(UTC).date() + timedelta(days=40)).isoformat())
    nora.get_by_label("A number that should change").fill("dents a month")
    nora.get_by_label("Today").fill("7")
    nora.get_by_label("It should become").fill("1")
    topics = nora.get_by_role("combobox", name="Topics")
    topics.fill("trailers")
    topics.press("Enter")
    expect(nora.get_by_role("button", name="trailers")).to_be_visible()
    look(nora, "ask")
    send(nora)

    expect(nora.get_by_role("heading", level=1)).to_have_text("I need to reverse a trailer")
    expect(nora.get_by_text("No more dents at gate nine.")).to_be_visible()
    expect(nora.get_by_text("7 → 1")).to_be_visible()
    look(nora, "need-new")
    salma.goto("/needs/")
    expect(salma.get_by_role("link", name="reverse a trailer")).to_be_visible()


def test_what_is_missing_is_said_at_the_field(someone: Hall) -> None:
    someone.foresee("status of 422")
    nora = someone("nora")
    declare(nora, "reverse a trailer", "")
    nora.get_by_role("button", name="Ask").click()

    expect(nora.get_by_role("alert")).to_be_focused()
    expect(nora.get_by_text("Say who needs it").first).to_be_visible()
    expect(nora.get_by_label("I need to…")).to_have_value("reverse a trailer")
    look(nora, "ask-refused")
    nora.goto("/")
    nora.go_back()  # to the form: nothing is sent once more
    expect(nora.get_by_role("alert")).to_have_count(0)
    expect(nora.get_by_label("I need to…")).to_have_value("reverse a trailer")


def test_me_too_with_a_reason_and_a_date(
    someone: Hall, ferrow: Installation, post: PostOffice
) -> None:
    leo, salma = someone("leo"), someone("salma")
    leo.goto(f"/needs/{ferrow.known['night']}/")
    leo.get_by_text("with a reason, or a date").click()
    leo.get_by_label("Why you too").fill("Ours hand over to yours.")
    leo.get_by_label("Needed by").fill((datetime.now(UTC).date() + timedelta(days=30)).isoformat())
    leo.locator("form.form").get_by_role("button", name="Me too").click()

    # Others may wait too by now: his own reason is the sign that his word is kept.
    expect(leo.locator("#waiting p", has_text="Ours hand over to yours.")).to_be_visible()
    salma.goto(f"/needs/{ferrow.known['night']}/")
    expect(salma.get_by_text("Ours hand over to yours.")).to_be_visible()
    look(salma, "need-own")
    leave(salma)
    letter = post.wait_for("salma@ferrow.example", "Leo Brandt needs it too", travelling=ferrow)
    salma.goto(link_in(letter, "/notices/"))
    salma.wait_for_url(f"**/needs/{ferrow.known['night']}/*")


def test_somebody_who_lists_the_topic_offers(
    someone: Hall, ferrow: Installation, post: PostOffice
) -> None:
    nora, amara = someone("nora"), someone("amara")
    declare(nora, "plan shifts for three", "Nobody works alone at night.", "Everybody")
    nora.get_by_text("a date, a number, topics").click()
    topics = nora.get_by_role("combobox", name="Topics")
    topics.fill("shifts")
    topics.press("Enter")
    expect(nora.get_by_role("button", name="shifts")).to_be_visible()
    send(nora)
    post.wait_for("amara@ferrow.example", "plan shifts for three", travelling=ferrow)

    amara.goto("/")
    expect(amara.get_by_role("heading", name="You could answer")).to_be_visible()
    expect(amara.get_by_role("link", name="plan shifts for three")).to_be_visible()
    expect(amara.get_by_role("link", name="Notices")).to_contain_text("1")
    look(amara, "home-could-answer")
    amara.get_by_role("link", name="plan shifts for three").click()
    amara.wait_for_url(re.compile(r"/needs/\d+/"))
    amara.get_by_role("button", name="I can answer this").click()

    expect(amara.locator("#answer")).to_contain_text("Amara Osei offered")
    look(amara, "need-offered")
    expect(nora.locator("#history")).to_contain_text("Amara Osei offered")  # without reload
    leave(nora)
    post.wait_for("nora@ferrow.example", "Amara Osei offers to answer", travelling=ferrow)


def test_one_who_is_named_accepts_and_another_declines(
    someone: Hall, ferrow: Installation, post: PostOffice
) -> None:
    need = f"/needs/{ferrow.known['night']}/"
    salma, tom, amara = someone("salma"), someone("tom"), someone("amara")
    salma.goto(need)
    nominate(salma, "Tom Wilk", "He wrote the old sheet.")
    nominate(salma, "Amara Osei", "She does it every week.")

    tom.goto("/")
    expect(tom.get_by_text("Salma named you")).to_be_visible()
    look(tom, "home-named")
    tom.get_by_role("link", name="Somebody else knows").click()
    expect(tom.get_by_role("heading", name="Can you answer this?")).to_be_visible()
    look(tom, "nomination")
    tom.get_by_label("Your words").fill("Not before spring, sorry.")
    tom.get_by_role("button", name="Not now").click()
    expect(salma.locator("#history")).to_contain_text("Tom Wilk can’t")
    leave(salma)
    amara.goto("/")
    amara.get_by_role("button", name="I can").click()
    expect(amara.get_by_text("Salma named you")).to_have_count(0)

    post.wait_for("salma@ferrow.example", "Tom Wilk can’t answer", travelling=ferrow)
    post.wait_for("salma@ferrow.example", "Amara Osei offers to answer", travelling=ferrow)
    salma.goto(need)
    expect(salma.locator("#answer")).to_contain_text("Amara Osei offered")
    expect(salma.get_by_text("Tom Wilk was named")).to_have_count(0)


def test_what_was_asked_does_not_wait_in_the_form_behind_it(someone: Hall) -> None:
    leo = someone("leo")
    leo.goto("/needs/new/")
    leo.get_by_label("I need to…").fill("count parcels by ear")
    leo.get_by_label("What should change when you can?").fill("No parcel is counted twice.")
    leo.get_by_label("Just me, so far").check()
    leo.locator("#reach").click()
    expect(leo.get_by_role("heading", level=1)).to_have_text("I need to count parcels by ear")

    leo.go_back()

    expect(leo.get_by_label("I need to…")).to_have_value("")
    expect(leo.get_by_label("What should change when you can?")).to_have_value("")
    expect(leo.locator("#ask-audience input:checked")).to_have_count(0)


def test_a_finger_leaves_a_dialogue(someone: Hall, ferrow: Installation) -> None:
    leo = someone("leo")
    leo.set_viewport_size(PHONE)
    leo.goto(f"/needs/{ferrow.known['night']}/")
    leo.get_by_role("link", name="Name somebody who knows").click()
    dialog = leo.get_by_role("dialog", name="Who knows this?")
    expect(dialog.get_by_label("A name")).to_be_focused()

    dialog.get_by_role("button", name="Close").click()

    expect(dialog).to_be_hidden()
