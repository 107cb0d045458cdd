"""A release settles what was said, tells who spoke, and places the rest again."""

from __future__ import annotations

import pytest

from manyhands.courses import notes
from manyhands.feedback import actions
from manyhands.feedback.models import ItemState, Placement
from manyhands.journal.models import Entry
from manyhands.web.links import url
from tests.factories_courses import type_words, write
from tests.factories_learning import (
    FORM,
    HOUR,
    QUARTER,
    YELLOW,
    a_question,
    a_remark,
    a_text,
    current,
    night_blocks,
    release_again,
)

BLUE = "Use the blue form at the gate."


@pytest.fixture
def course(cast):
    return a_text(cast.amara)


def lines(course):
    return {line.item_id: line for line in notes.lines_for(course)}


def test_what_it_settles_is_done_and_told(cast, client_for, course):
    item = a_question(cast.nora, course)
    actions.fold_in(item, text="Then write the name down.", by=cast.amara)

    release_again(course, *night_blocks(), settled=(item.pk,))

    item.refresh_from_db()
    assert (item.state, item.done_in.number) == (ItemState.DONE, 2)
    told = Entry.objects.get(kind="feedback.item.done")
    assert (told.facts["item_id"], told.facts["number"]) == (item.pk, 2)
    page = client_for(cast.nora).get(item.get_absolute_url()).content.decode()
    assert "Done in release 2." in page
    assert url("learning:changes", course.pk, since=1) in page
    course.refresh_from_db()
    assert course.open_item_count == 0


def test_what_it_does_not_settle_goes_on(cast, course):
    item = a_question(cast.nora, course)

    release_again(course, *night_blocks())

    item.refresh_from_db()
    assert item.state == ItemState.NEW


def test_an_item_of_another_course_is_not_settled(cast, course):
    other = a_question(cast.nora, a_text(cast.amara, title="Another"))

    release_again(course, *night_blocks(), settled=(other.pk, 99_999))

    other.refresh_from_db()
    assert other.state == ItemState.NEW


def test_the_note_offers_what_is_in_the_draft(cast, course):
    folded, waiting = a_question(cast.nora, course), a_question(cast.leo, course, "And on Sundays?")
    actions.fold_in(folded, text="Then write the name down.", by=cast.amara)

    offered = lines(course)

    assert offered[folded.pk].is_checked
    assert offered[folded.pk].person_id == cast.nora.pk
    assert not offered[waiting.pk].is_checked
    assert "And on Sundays?" in offered[waiting.pk].label


def test_a_word_mended_in_the_draft_is_offered_as_settled(cast, course):
    item = a_remark(cast.nora, course)
    assert not lines(course)[item.pk].is_checked

    document = course.current.document
    blocks = night_blocks(BLUE)
    write(course, {**document, "content": [*document["content"][:3], *blocks]}, by=cast.amara)

    assert lines(course)[item.pk].is_checked


def test_the_history_names_whose_questions_it_answers(cast, course):
    items = [a_question(cast.nora, course), a_remark(cast.leo, course)]
    hidden = a_remark(cast.jonas, course, "remark", text="Hm.", block_id=HOUR, is_nameless=True)
    settled = tuple(item.pk for item in [*items, hidden])

    made = release_again(course, *night_blocks(BLUE), settled=settled)

    assert notes.credited([made.pk]) == {made.pk: [cast.nora.pk, cast.leo.pk]}


@pytest.mark.parametrize(
    ("form", "placing", "words"),
    [
        (YELLOW, "same", YELLOW),
        (BLUE, "changed", BLUE),
        ("", "gone", ""),
    ],
)
def test_a_remark_is_placed_again(cast, course, form, placing, words):
    item = a_remark(
        cast.nora,
        course,
        text="It is blue.",
        block_id=FORM,
        quote=YELLOW,
        prefix="For each, write one line. ",
    )

    release_again(course, *night_blocks(form))

    placed = item.placements.get()
    assert (placed.placing, placed.words) == (placing, words)


def test_the_reader_sees_what_became_of_the_words(cast, client_for, course):
    item = a_remark(cast.nora, course)
    client = client_for(cast.leo)
    address = url("learning:course", course.pk)

    release_again(course, *night_blocks(BLUE))
    page = client.get(address).content.decode()
    assert "Reworded since" in page
    assert f'<mark class="o-mark" data-item="{item.pk}">{BLUE}</mark>' in page

    release_again(course, *night_blocks()[:2])
    page = client.get(address).content.decode()
    assert "No longer in the text." in page
    assert "<mark" not in page


def test_what_stands_still_stays_marked(cast, client_for, course):
    item = a_question(cast.nora, course)

    release_again(course, *night_blocks(BLUE))

    page = client_for(cast.leo).get(url("learning:course", course.pk)).content.decode()
    assert f'data-item="{item.pk}">{QUARTER}</mark>' in page
    thread = client_for(cast.leo).get(item.get_absolute_url()).content.decode()
    assert "Still there in release 2." in thread


def test_placing_again_changes_nothing(cast, course):
    a_question(cast.nora, course)
    release_again(course, *night_blocks(BLUE))

    assert actions.place_items(current(course)) == 0
    assert Placement.objects.count() == 1


def test_what_the_release_did_not_wait_for_follows(cast, course, deliver, monkeypatch):
    monkeypatch.setattr("manyhands.feedback.actions.settling.AT_ONCE", 1)
    for number in range(3):
        a_question(cast.nora, course, f"Question {number}?")

    release_again(course, *night_blocks(BLUE))
    assert Placement.objects.count() == 1
    deliver()

    assert Placement.objects.count() == 3


def test_typing_on_while_it_is_released_keeps_the_words(cast, course):
    type_words(course, "Do it early.", by=cast.amara, block=HOUR)
    item = a_question(cast.nora, course)

    actions.fold_in(item, text="And say it aloud.", by=cast.amara)

    item.refresh_from_db()
    assert item.folded_into
