"""An answer becomes part of the course: its words go into the draft."""

from __future__ import annotations

import pytest

from manyhands.collab import drafts
from manyhands.courses.blocks import text_of
from manyhands.feedback import actions
from manyhands.feedback.models import Comment, ItemState
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.web.links import url
from tests.factories_learning import FORM, HOUR, YELLOW, a_question, a_remark, a_text, current


@pytest.fixture
def course(cast):
    return a_text(cast.amara)


def texts(course):
    nodes = drafts.read_document(course.room_key)["content"]
    return {node["attrs"]["id"]: text_of(node) for node in nodes}


def test_the_answer_follows_the_block_it_speaks_of(cast, course):
    item = a_question(cast.nora, course)
    actions.answer_item(item, text="Then write the name down.\n\nAlways.", by=cast.amara)

    item = actions.fold_in(item, by=cast.amara)

    said = list(texts(course).values())
    at = said.index("Then write the name down.")
    assert said[at - 1].startswith("Do it at a quarter to six")
    assert said[at + 1] == "Always."
    assert item.state == ItemState.IN_DRAFT
    assert texts(course)[item.folded_into] == "Then write the name down."
    assert "write the name" not in current(course).blocks.get(block_id=HOUR).text


def test_a_step_takes_the_words_into_itself(cast, course):
    item = a_remark(cast.nora, course)

    actions.fold_in(item, text="It is blue since October.", by=cast.amara)

    assert texts(course)[FORM].endswith("It is blue since October.")


def test_a_suggestion_takes_the_place_of_the_words(cast, course):
    new = "Use the blue form at the gate."
    item = a_remark(cast.nora, course, "suggestion", text=new, block_id=FORM, quote=YELLOW)

    actions.fold_in(item, by=cast.amara)

    assert new in texts(course)[FORM]
    assert YELLOW not in texts(course)[FORM]


def test_a_question_without_an_answer_is_answered_with_the_same_words(cast, client_for, course):
    item = a_question(cast.nora, course)
    client = client_for(cast.amara)
    address = url("feedback:fold", item.pk)
    assert "answered with the same words" in client.get(address).content.decode()

    client.post(address, {"text": "Then write the name down."})

    assert Comment.objects.get().text == "Then write the name down."
    told = Entry.objects.filter(subject_id=item.pk).values_list("kind", flat=True)
    assert set(told) >= {"feedback.item.answered", "feedback.item.moved"}


def test_when_the_block_is_gone_it_stands_at_the_end(cast, course):
    item = a_question(cast.nora, course)
    drafts.change_document(course.room_key, lambda draft: draft.remove(HOUR), by=cast.amara)

    actions.fold_in(item, text="Then write the name down.", by=cast.amara)

    assert list(texts(course).values())[-1] == "Then write the name down."


def test_about_the_title_it_stands_first(cast, course):
    item = a_remark(cast.nora, course, "remark", text="Too long.", block_id="")
    actions.fold_in(item, text="In short.", by=cast.amara)

    assert "In short." in texts(course).values()


def test_nothing_to_fold_is_said(cast, course):
    item = a_question(cast.nora, course)

    with pytest.raises(Refused, match="There is no answer yet"):
        actions.fold_in(item, by=cast.amara)


def test_only_authors_write_in_the_draft(cast, client_for, course):
    item = a_question(cast.nora, course)

    answer = client_for(cast.leo).post(url("feedback:fold", item.pk), {"text": "Mine."})

    assert answer.status_code == 403
    assert "Mine." not in texts(course).values()


def test_what_is_declined_must_be_opened_first(cast, course):
    item = a_question(cast.nora, course)
    actions.decline_item(item, reason="No.", by=cast.amara)

    with pytest.raises(Refused, match="Open it again first"):
        actions.fold_in(item, text="Words.", by=cast.amara)


def test_who_declines_what_is_folded_in_is_told_that_it_stays_in_the_draft(
    cast, client_for, course
):
    item = actions.fold_in(a_question(cast.nora, course), text="Ring twice.", by=cast.amara)
    client = client_for(cast.amara)
    address = url("feedback:decline", item.pk)

    asked = client.get(address, headers={"HX-Request": "true"}).text
    client.post(address, {"reason": "They hear it."})

    assert "stays there until you take it out" in asked
    assert f'href="{url("courses:draft", course.pk)}#block-{item.folded_into}"' in asked
    assert "Ring twice." in texts(course).values()


def test_what_was_taken_out_of_the_draft_is_not_said_to_stand_there(cast, client_for, course):
    item = actions.fold_in(a_question(cast.nora, course), text="Ring twice.", by=cast.amara)
    drafts.change_document(
        course.room_key, lambda draft: draft.remove(item.folded_into), by=cast.amara
    )

    asked = client_for(cast.amara).get(url("feedback:decline", item.pk)).text

    assert "in the draft" not in asked
