"""The course is read, asked about, bettered and read again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .acts import SELECT, answer_the_question, fold_in, say_about
from .conftest import Hall, look
from .drafting import rewrite, wait_saved
from .installation import Installation
from .post import PostOffice, link_in

QUARTER = "the only quarter of an hour in which both of you know everything"
YELLOW = "Use the yellow form at the gate."
OUTDATED = "document.querySelector('.selection-bar [data-kind=outdated]')"


@pytest.fixture
def installation(ferrow: Installation) -> Installation:
    return ferrow


@pytest.fixture
def course(ferrow: Installation) -> str:
    return f"/courses/{ferrow.known['course']}/"


def test_reading_it_and_trying_what_one_learned(someone: Hall, course: str) -> None:
    nora = someone("nora")
    nora.goto("/")
    nora.get_by_role("link", name="take a complaint on the phone").click()
    nora.get_by_role("link", name="Read it").click()

    head = nora.locator(".article-head")
    for words in ("Amara Osei", "1 minute", "release 1", "Answers a need of 2 people"):
        expect(head).to_contain_text(words)
    look(nora, "reader")
    expect(nora.get_by_text("One question is still open")).to_be_visible()
    answer_the_question(nora, "I mail the whole team")
    expect(nora.get_by_text("Then nobody does it.")).to_be_visible()
    look(nora, "reader-answered")
    nora.get_by_role("button", name="I have read it").click()
    expect(nora.get_by_text("You read it on")).to_be_visible()
    expect(nora.get_by_role("heading", name="Did it solve your need?")).to_be_visible()
    look(nora, "reader-finished")
    nora.reload()
    expect(nora.get_by_label("I mail the whole team")).to_be_checked()


def test_the_place_is_kept(someone: Hall, course: str) -> None:
    leo = someone("leo")
    leo.goto(course)
    with leo.expect_response("**/position/"):
        leo.locator(".choice").scroll_into_view_if_needed()
        leo.mouse.wheel(0, 4000)
    leo.goto(course)
    expect(leo.get_by_text("You stopped at")).to_be_visible()
    look(leo, "reader-place")


def test_what_is_asked_stands_at_once_on_the_authors_page(
    someone: Hall, course: str, ferrow: Installation, post: PostOffice
) -> None:
    ines, amara = someone("ines"), someone("amara")
    amara.goto(f"{course}draft/")
    wait_saved(amara)
    expect(amara.get_by_text("Nothing waits")).to_be_visible()
    ines.goto(course)
    say_about(ines, QUARTER, "Ask", "And if they are late?")
    expect(ines.locator("mark.q-mark")).to_have_text(QUARTER)
    look(ines, "reader-asked")
    ines.evaluate(SELECT, QUARTER)
    expect(ines.locator(".selection-bar")).to_be_visible()
    ines.evaluate(f"(words) => {{ ({SELECT})(words); {OUTDATED}.click() }}", YELLOW)
    dialog = ines.get_by_role("dialog")
    expect(dialog.locator("blockquote")).to_contain_text(YELLOW)
    dialog.get_by_label("In your words").fill("The form is blue since October.")
    dialog.get_by_role("button", name="Tell its authors").click()
    expect(dialog).to_be_hidden()

    panel = amara.locator("#feedback-panel")
    panel.get_by_role("link", name="2 new remarks").click()
    expect(panel.get_by_text("And if they are late?")).to_be_visible()
    expect(panel.get_by_text("The form is blue since October.")).to_be_visible()
    look(amara, "editor-feedback")
    amara.goto("about:blank")
    ines.get_by_role("button", name="Useful", exact=True).click()
    expect(ines.locator("#react-useful")).to_have_attribute("aria-pressed", "true")
    ines.get_by_role("link", name="Ask, or say something about the whole").click()
    ines.get_by_role("dialog").get_by_label("In your words").fill("Is there a list of promises?")
    ines.get_by_role("dialog").get_by_role("button", name="Tell its authors").click()
    expect(ines.get_by_role("dialog")).to_have_count(0)
    post.wait_for("amara@ferrow.example", "Inês Costa", travelling=ferrow)


def test_the_answer_is_folded_in_and_released(
    someone: Hall, course: str, ferrow: Installation, post: PostOffice
) -> None:
    """Goes on where the remarks of the story before were made."""
    amara, ines = someone("amara"), someone("ines")
    ines.goto(course)
    answer_the_question(ines)
    ines.get_by_role("button", name="I have read it").click()
    expect(ines.get_by_text("You read it on")).to_be_visible()
    ines.goto("about:blank")
    amara.goto(f"{course}draft/")
    wait_saved(amara)
    fold_in(amara, "And if they are late?", "If they are late, leave a note on the screen.")
    expect(amara.locator(".ProseMirror")).to_contain_text("leave a note on the screen")
    rewrite(
        amara, f"For each, write one line. {YELLOW}", "For each, write one line. Use the blue form."
    )
    wait_saved(amara)
    amara.get_by_role("link", name="Release…").click()
    expect(amara.get_by_role("checkbox", name="Inês Costa").first).to_be_checked()
    amara.get_by_label("What is new?").fill("What to do when they are late.")
    look(amara, "release-two")
    amara.get_by_role("button", name="Release 2").click()
    expect(amara.locator(".article-head")).to_contain_text("release 2")

    letter = post.wait_for("ines@ferrow.example", "You helped", travelling=ferrow)
    ines.goto(link_in(letter, "/notices/", after="You helped"))
    ines.wait_for_url(f"**{course}**#block-*")
    look(ines, "reader-second-release")
    expect(ines.get_by_text("Changed since you read release 1")).to_be_visible()
    remark = ines.locator(".pin", has_text="blue since October")
    expect(remark).to_contain_text("Reworded since")
    ines.emulate_media(media="print")
    expect(remark).to_be_hidden()
    ines.emulate_media(media="screen")
    ines.get_by_role("link", name="Read only what changed").click()
    expect(ines.locator("ins.added").first).to_be_visible()
    expect(ines.locator(".change", has_text="leave a note on the screen")).to_be_visible()
    look(ines, "changes")
    ines.get_by_role("button", name="I am up to date").click()
    expect(ines.get_by_text("You are up to date.")).to_be_visible()
    ines.goto(f"{course}releases/")
    expect(ines.get_by_text("Answers: Inês Costa")).to_be_visible()
    look(ines, "releases")


def test_an_answer_in_words_reaches_who_asked(
    someone: Hall, course: str, ferrow: Installation, post: PostOffice
) -> None:
    jonas, amara = someone("jonas"), someone("amara")
    jonas.goto(course)
    say_about(jonas, QUARTER, "Ask", "Who decides that?")
    jonas.goto("about:blank")
    amara.goto("/")
    row = amara.locator("li", has_text="Who decides that?")
    row.get_by_role("link", name="Answer").click()
    amara.wait_for_url("**/feedback/*/")
    look(amara, "thread")
    amara.get_by_label("Your answer").fill("Whoever goes home first.")
    amara.get_by_role("button", name="Answer").click()
    expect(amara.locator("#thread .say").last).to_contain_text("Whoever goes home first.")

    letter = post.wait_for("jonas@ferrow.example", "Amara Osei answered", travelling=ferrow)
    jonas.goto(link_in(letter, "/notices/"))
    expect(jonas.get_by_text("Whoever goes home first.").first).to_be_visible()
