"""Saying something about the exact words: a question, "outdated", a suggestion…"""

from __future__ import annotations

import pytest

from manyhands.courses import actions as courses
from manyhands.feedback import actions
from manyhands.feedback.actions import Remark
from manyhands.feedback.models import Item
from manyhands.feedback.news import moment_of_page
from manyhands.journal.models import Delivery, DeliveryState, Entry
from manyhands.kernel.access import Refused
from manyhands.web.links import url
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

HTMX = {"HX-Request": "true"}


@pytest.fixture
def course(cast):
    return a_text(cast.amara)


def post(client, course, number=1, **said):
    headers = said.pop("headers", {})
    return client.post(url("feedback:items", course.pk, number), said, headers=headers)


def read(client, course):
    return client.get(url("learning:course", course.pk)).content.decode()


def test_a_question_stands_at_its_words(cast, client_for, course):
    a_question(cast.jonas, course)

    page = read(client_for(cast.nora), course)

    item = Item.objects.get()
    assert f'<mark class="q-mark" data-item="{item.pk}">{QUARTER}</mark>' in page
    assert "Jonas asks" in page
    assert "And if they are late?" in page


def test_it_appears_beside_the_text_at_once(cast, client_for, course):
    said = {"kind": "outdated", "text": "It is blue.", "block": FORM, "quote": YELLOW}

    answer = post(client_for(cast.nora), course, **said, headers=HTMX)

    page = answer.content.decode()
    assert answer.headers["HX-Retarget"] == "#margin"
    assert "close-dialog" in answer.headers["HX-Trigger"]
    assert "It is blue." in page
    assert f'<mark class="o-mark" data-item="{Item.objects.get().pk}">{YELLOW}</mark>' in page
    assert "Undo" in page


def test_without_javascript_there_is_a_page_for_it(cast, client_for, course):
    client = client_for(cast.nora)
    form = url("feedback:new", course.pk, 1, block=HOUR)
    assert form.replace("&", "&amp;") in read(client, course)
    assert "Do it at a quarter to six" in client.get(form).content.decode()

    answer = post(client, course, kind="question", text="Why?", block=HOUR)

    assert answer.status_code == 303
    assert answer.url.startswith(url("learning:course", course.pk))
    assert "Why?" in read(client, course)


def test_the_course_counts_what_waits(cast, course):
    a_question(cast.jonas, course)
    a_remark(cast.nora, course)
    a_remark(cast.leo, course)

    course.refresh_from_db()
    assert (course.open_item_count, course.outdated_count) == (3, 2)

    actions.recount_remarks(course.pk)
    course.refresh_from_db()
    assert (course.open_item_count, course.outdated_count) == (3, 2)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "question", "text": "  "}, "few words"),
        ({"kind": "suggestion", "text": "", "block_id": HOUR, "quote": QUARTER}, "few words"),
        ({"kind": "outdated"}, "few words"),
        ({"kind": "question", "text": "x" * 4001}, "too long"),
        ({"kind": "shout", "text": "words"}, "Choose what it is"),
        ({"kind": "not_solved", "text": "words"}, "Choose what it is"),
        ({"kind": "question", "text": "Why?", "block_id": "nowhere"}, "not in the course"),
        ({"kind": "question", "text": "Why?", "is_nameless": True}, "needs your name"),
    ],
)
def test_what_says_nothing_is_refused_with_a_sentence(cast, course, said, words):
    with pytest.raises(Refused, match=words):
        actions.say(current(course), remark=Remark(**said), by=cast.nora)

    assert not Item.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(cast, client_for, course):
    said = {"kind": "question", "text": "Why?", "block": "nowhere"}

    answer = post(client_for(cast.nora), course, **said, headers=HTMX)

    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#dialog-body"
    assert "Why?" in answer.content.decode()


def test_markup_is_only_words(cast, client_for, course):
    text = "<script>alert(1)</script>"
    a_remark(cast.nora, course, "remark", text=text, block_id=HOUR, quote="<b>x</b>")

    page = read(client_for(cast.jonas), course)

    assert text not in page
    assert "&lt;script&gt;" in page


def test_the_same_form_twice_is_one_item(cast, client_for, course):
    client = client_for(cast.nora)
    for _ in range(2):
        post(client, course, kind="question", text="Why?", block=HOUR)

    assert Item.objects.count() == 1
    assert Entry.objects.filter(kind="feedback.item.said").count() == 1


def test_an_ended_course_hears_nothing_more(cast, course):
    courses.end_course(course, reason="Over.", by=cast.amara)

    with pytest.raises(Refused, match="has ended"):
        a_question(cast.nora, course)


def test_rights_lost_while_reading_keep_nothing(cast, client_for, course):
    release_again(course, *night_blocks(), groups=(cast.care.pk,))

    assert post(client_for(cast.nora), course, kind="question", text="Why?").status_code == 404


def test_said_on_an_old_page_it_is_placed_on_the_new_text(cast, client_for, course):
    old = current(course)
    release_again(course, *night_blocks("Use the blue form at the gate."))

    remark = Remark(kind="outdated", text="It is blue.", block_id=FORM, quote=YELLOW)
    item = actions.say(old, remark=remark, by=cast.nora)

    placed = item.placements.get()
    assert (placed.release.number, placed.placing) == (2, "changed")
    assert "Reworded since" in read(client_for(cast.leo), course)


def test_undo_within_thirty_seconds_recalls_the_notice(cast, client_for, course):
    item = a_question(cast.nora, course)
    client = client_for(cast.nora)

    client.post(url("feedback:item_removal", item.pk))

    assert not Item.objects.exists()
    entry = Entry.objects.get(kind="feedback.item.said")
    open_ones = Delivery.objects.filter(entry=entry, state=DeliveryState.OPEN)
    assert not open_ones.exists()
    course.refresh_from_db()
    assert course.open_item_count == 0


@pytest.mark.parametrize("late", [False, True])
def test_only_ones_own_and_only_for_a_while(cast, course, travel, late):
    item = a_question(cast.nora, course)
    if late:
        travel(minutes=16)

    with pytest.raises(Refused):
        actions.take_back(item, by=cast.nora if late else cast.leo)


def test_nameless_shows_nobody(cast, client_for, course):
    a_remark(cast.nora, course, "lost_me", text="Which line?", block_id=HOUR, is_nameless=True)

    page = read(client_for(cast.leo), course)

    assert "Somebody: lost me" in page
    assert "Nora" not in page


def test_a_deactivated_colleague_stays_readable(cast, client_for, course):
    item = a_question(cast.jonas, course)
    Item.objects.filter(pk=item.pk).update(person=None)

    assert "A former colleague asks" in read(client_for(cast.nora), course)


def test_new_remarks_of_others_are_only_counted(cast, client_for, course, travel):
    a_question(cast.leo, course)
    after = moment_of_page()
    travel(seconds=1)
    a_question(cast.nora, course, "Mine?")
    a_question(cast.leo, course, "And on Sundays?")
    client = client_for(cast.nora)

    address = url("feedback:news", course.pk, 1, after=after)
    assert "1 new remark" in client.get(address, headers=HTMX).content.decode()


@pytest.mark.parametrize("after", ["", "rubbish", "-1", "9" * 40])
def test_a_mark_that_is_none_counts_nothing(cast, client_for, course, after):
    a_question(cast.leo, course)

    answer = client_for(cast.nora).get(
        url("feedback:news", course.pk, 1, after=after), headers=HTMX
    )

    assert answer.status_code == 200
    assert "new remark" not in answer.content.decode()


def test_remarks_stand_in_reading_order(cast, client_for, course):
    a_remark(cast.nora, course, "remark", text="About the whole.", block_id="")
    a_remark(cast.nora, course, text="About the step.", block_id=FORM)
    a_remark(cast.nora, course, text="About the hour.", block_id=HOUR)

    page = read(client_for(cast.leo), course)

    places = [page.index(f"About the {part}.") for part in ("hour", "step", "whole")]
    assert places == sorted(places)


def test_a_sentence_is_chosen_without_a_pointer(cast, client_for, course):
    nora = client_for(cast.nora)
    form = nora.get(url("feedback:new", course.pk, 1), {"block": FORM}).content.decode()
    assert f'<option value="{YELLOW}">' in form

    post(nora, course, block=FORM, quote=YELLOW, kind="question", text="Where are they?")

    assert Item.objects.get().quote == YELLOW
    assert f">{YELLOW}</" in read(nora, course)


def test_one_sentence_is_no_choice(cast, client_for, course):
    form = client_for(cast.nora).get(url("feedback:new", course.pk, 1), {"block": HOUR})

    assert "Which words?" not in form.content.decode()
