"""What hands do in the editor, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, expect

from .conftest import require_accessible
from .draft_of_three import TITLE, WORDS
from .writing import BLUE, Drafts, Writer, wait_until


@pytest.fixture
def amara(browser: Browser, drafts: Drafts) -> Iterator[Writer]:
    """She has a draft open; what the browser calls an error fails the journey."""
    path = f"/courses/{drafts.next()}/draft/"
    writer = Writer(browser, drafts.installation, drafts.sessions["amara"], path)
    yield writer
    writer.context.close()
    assert not writer.complaints


def test_opening_shows_the_draft_and_who_is_here(amara: Writer) -> None:
    assert amara.words()[0] == TITLE
    assert amara.status().startswith("Saved")
    expect(amara.page.get_by_label("Here now: Amara Osei")).to_be_visible()
    require_accessible(amara.page)


def test_split_and_join(amara: Writer) -> None:
    before = amara.ids()
    amara.caret(WORDS, 9)
    amara.press("Enter")
    after = amara.ids()
    assert after[:5] == before[:5]
    assert after[5] not in before
    amara.press("Backspace")
    assert amara.ids() == before


def test_a_move_by_keyboard_and_its_undo(amara: Writer) -> None:
    before = amara.ids()
    amara.caret(WORDS)
    amara.press("Alt+ArrowDown")
    assert amara.ids() == [*before[:4], before[5], before[4], *before[6:]]
    expect(amara.page.get_by_text("Moved: block 3 of 7", exact=True)).to_be_attached()
    amara.type(" Now")
    assert f"{WORDS} Now" in amara.words()
    amara.press("Alt+ArrowUp", "Alt+ArrowUp")
    assert amara.ids()[3] == before[4]
    amara.press("Control+z")
    amara.wait_saved()
    assert set(amara.ids()) == set(before)


def test_code_says_which_language_it_is_in(amara: Writer) -> None:
    amara.caret(WORDS)
    amara.press("Enter")
    amara.type("/code")
    amara.press("Enter")
    amara.type("ls -l")
    language = amara.page.get_by_label("Language of the code")
    language.fill("shell")
    language.press("Enter")
    amara.type("; ")
    amara.wait_saved()
    amara.page.reload()
    amara.page.wait_for_selector(".code-block")
    expect(language).to_have_value("shell")
    wait_until(lambda: "; ls -l" in amara.words())


def test_a_block_is_dragged_by_its_handle(amara: Writer) -> None:
    before = amara.ids()
    amara.page.hover(f".prose >> text={WORDS}")
    expect(amara.page.locator(".gutter-handle")).to_be_visible()
    handle = amara.page.locator(".gutter-handle").bounding_box()
    target = amara.page.locator(".prose >> text=That is all.").bounding_box()
    assert handle
    assert target
    mouse = amara.page.mouse
    mouse.move(handle["x"] + 8, handle["y"] + 8)
    mouse.down()
    mouse.move(handle["x"] + 8, handle["y"] + 60, steps=4)
    mouse.move(target["x"], target["y"] + target["height"] + 20, steps=6)
    mouse.up()
    wait_until(lambda: amara.ids() == [*before[:4], *before[5:], before[4]])


def test_several_chosen_blocks_move_together(amara: Writer) -> None:
    before = amara.ids()
    amara.caret(WORDS, 3)
    amara.press("Shift+ArrowDown", "Shift+ArrowDown")
    amara.press("Alt+ArrowUp")
    moved = amara.ids()
    assert moved[3] == before[4]
    assert set(moved) == set(before)


def test_the_slash_menu_says_what_each_block_is_for(amara: Writer) -> None:
    amara.caret("That is all.")
    amara.press("Enter")
    amara.type("/cal")
    amara.page.get_by_role("option", name="Callout").wait_for()
    require_accessible(amara.page)
    amara.press("Enter")
    amara.type("Careful")
    amara.press("Control+Enter")
    amara.type("After it")
    assert amara.kinds()[-2:] == ["callout", "paragraph"]
    assert amara.words()[-2:] == ["Careful", "After it"]


def test_within_a_box_the_slash_goes_on_below_it(amara: Writer) -> None:
    amara.caret("Read the last word.")
    amara.press("Enter")
    amara.type("/pict")
    amara.page.get_by_role("option", name="Picture").wait_for()
    amara.press("Enter")
    assert amara.kinds()[2:6] == ["step", "step", "step", "callout"]
    assert amara.document()["content"][7]["content"][1]["type"] == "picture"
    amara.caret("Yes.")
    amara.press("Enter")
    amara.type("/heading")
    amara.page.get_by_role("option", name="Heading").wait_for()
    amara.press("Enter")
    assert amara.kinds()[6:9] == ["choice", "heading", "paragraph"]


def test_the_plus_opens_the_same_menu_and_escape_takes_it_back(amara: Writer) -> None:
    amara.page.hover(".prose >> text=Before you leave")
    amara.page.get_by_role("button", name="Add a block below").click()
    amara.page.get_by_role("option", name="Step").wait_for()
    amara.press("Escape")
    assert amara.words()[4] == ""
    assert amara.kinds()[1] == "paragraph"


def test_the_menu_of_a_block_by_keyboard(amara: Writer) -> None:
    before = amara.ids()
    amara.caret(WORDS)
    amara.press("Control+.")
    amara.page.get_by_role("menuitem", name="Turn into: Callout").wait_for()
    require_accessible(amara.page)
    amara.page.get_by_role("menuitem", name="Turn into: Callout").press("Enter")
    assert amara.kinds()[1] == "callout"
    assert amara.ids() == before


def test_steps_follow_each_other(amara: Writer) -> None:
    amara.caret("Read the last word.")
    amara.press("Enter")
    amara.type("Then call.")
    amara.press("Enter", "Enter")
    amara.type("Plain again.")
    assert amara.kinds()[2:6] == ["step", "step", "step", "paragraph"]


def test_answers_are_added_marked_and_taken_away(amara: Writer) -> None:
    amara.caret("Yes.")
    amara.press("Enter")
    amara.type("Never")
    amara.page.get_by_role("switch").nth(2).click()

    def right() -> list[bool]:
        choice = amara.document()["content"][8]
        return [option["attrs"]["right"] for option in choice["content"][1:]]

    wait_until(lambda: right() == [False, False, True])
    amara.caret("Never")
    amara.press(*["Backspace"] * 6)
    assert len(amara.document()["content"][8]["content"]) == 3


def test_chosen_words_are_made_bold_and_linked(amara: Writer) -> None:
    amara.caret("That is all.")
    amara.mark_to_the_start()
    amara.page.get_by_role("button", name="Bold").click()
    expect(amara.page.get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    amara.page.get_by_role("button", name="Link", exact=True).click()
    amara.page.get_by_label("Address, or words of a course").fill("example.org/shift")
    require_accessible(amara.page)
    amara.press("Enter")
    marks = amara.document()["content"][-1]["content"][0]["marks"]
    assert marks == [
        {"type": "link", "attrs": {"href": "https://example.org/shift"}},
        {"type": "bold"},
    ]


def test_five_screenshots_become_five_steps(amara: Writer) -> None:
    amara.caret("That is all.")
    amara.paste(pictures=5)
    wait_until(lambda: amara.kinds()[-5:] == ["step"] * 5)
    amara.ids()

    def all_are_kept() -> bool:
        steps = amara.document()["content"][-5:]
        return all(step["content"][1]["attrs"]["media"] for step in steps)

    wait_until(all_are_kept)
    picture = amara.document()["content"][-1]["content"][1]["attrs"]
    assert (picture["width"], picture["height"]) == (40, 30)


def test_what_is_refused_makes_room_for_another(amara: Writer) -> None:
    amara.caret("That is all.")
    amara.press("Enter")
    amara.type("/file")
    amara.page.get_by_role("option", name="File").wait_for()
    amara.press("Enter")
    card = amara.page.locator(".file-card")
    choose(card, "list.pdf", b"MZ this is a program")
    card.get_by_role("alert").wait_for()
    choose(card, "list.txt", b"gate nine")
    card.get_by_role("link", name="Look").wait_for()
    assert amara.kinds()[-1] == "file"
    require_accessible(amara.page)
    wait_until(lambda: bool(amara.page.evaluate("1") and amara.complaints))
    amara.complaints.clear()


def test_a_picture_fills_the_empty_one_and_is_changed_for_another(amara: Writer) -> None:
    amara.caret("That is all.")
    amara.press("Enter")
    amara.type("/picture")
    amara.page.get_by_role("option", name="Picture").wait_for()
    amara.press("Enter")
    choose(amara.page.locator(".picture-empty"), "list.pdf", b"%PDF-1.7 gates")
    expect(amara.page.get_by_role("alert")).to_contain_text("PNG, JPEG, GIF and WebP can")
    with at_a_narrow_door(amara):
        choose(amara.page.locator(".picture-empty"), "a.png", BLUE)
        expect(amara.page.get_by_role("alert")).to_have_text(
            "This file is too large to be kept here."
        )
    amara.drop(".picture-empty")
    picture = amara.page.locator("figure.picture")
    another = picture.get_by_role("button", name="Another picture")
    another.wait_for()
    first = picture.get_attribute("data-media")
    picture.locator(".alternative").click()
    amara.type("Gate nine")
    with amara.page.expect_file_chooser() as chooser:
        another.click()
    chooser.value.set_files({"name": "b.png", "mimeType": "image/png", "buffer": BLUE})
    expect(picture).not_to_have_attribute("data-media", first or "")
    assert amara.words()[-1] == "Gate nine"
    require_accessible(amara.page)
    amara.drop("#ready")  # beside the text, where a browser would leave the page
    wait_until(lambda: amara.kinds().count("picture") == 2)
    wait_until(lambda: bool(amara.page.evaluate("1") and amara.complaints))
    amara.complaints.clear()


@contextmanager
def at_a_narrow_door(writer: Writer) -> Iterator[None]:
    """As a server or proxy does that lets no file of this size in."""
    writer.page.route("**/uploads/", lambda route: route.fulfill(status=413, body="Too large"))
    yield
    writer.page.unroute("**/uploads/")


def choose(card: Locator, name: str, content: bytes) -> None:
    with card.page.expect_file_chooser() as chooser:
        card.get_by_role("button", name="Choose a").click()
    chooser.value.set_files({"name": name, "mimeType": "", "buffer": content})


def test_a_page_pasted_into_the_title_begins_the_text(amara: Writer) -> None:
    amara.caret(TITLE)
    amara.mark_to_the_start()
    amara.press("Backspace")
    amara.paste(html="<h1>New</h1><p>First</p><p>Second</p>", text="New\nFirst\nSecond")
    assert amara.words()[0] == "New"
    assert amara.words()[3:5] == ["First", "Second"]


def test_it_works_on_a_phone(amara: Writer) -> None:
    amara.page.set_viewport_size({"width": 390, "height": 844})
    amara.caret("That is all.")
    amara.page.get_by_role("button", name="Add a block below").click()
    amara.page.get_by_role("option", name="Picture").click()
    wait_until(lambda: amara.kinds()[-1] == "picture")
    width = amara.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    require_accessible(amara.page)
    fingers = {"enabled": True}
    amara.context.new_cdp_session(amara.page).send("Emulation.setTouchEmulationEnabled", fingers)
    amara.page.get_by_role("button", name="Move or change this block").click()
    amara.page.get_by_role("menuitem", name="Delete").click()
    assert "picture" not in amara.kinds()
    amara.page.get_by_role("button", name="Undo").click()
    wait_until(lambda: amara.kinds()[-1] == "picture")
