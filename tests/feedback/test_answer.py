"""Answering, and having second thoughts."""

from __future__ import annotations

import pytest

from manyhands.feedback import actions
from manyhands.feedback.models import Comment
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.web.links import url
from tests.factories_learning import a_question, a_text, night_blocks, release_again

HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(cast):
    return a_question(cast.nora, a_text(cast.amara))


def answer(client, item, text="You name who calls.", **more):
    headers = more.pop("headers", {})
    return client.post(url("feedback:comments", item.pk), {"text": text} | more, headers=headers)


def test_an_answer_stands_in_the_thread_and_in_the_margin(cast, client_for, item):
    assert answer(client_for(cast.amara), item).status_code == 303

    client = client_for(cast.nora)
    assert "You name who calls." in client.get(item.get_absolute_url()).content.decode()
    page = client.get(url("learning:course", item.course_id)).content.decode()
    assert "Amara answered" in page
    item.refresh_from_db()
    assert item.answered_at is not None


def test_who_asked_adds_something_without_answering_it(cast, item):
    actions.answer_item(item, text="I mean on Sundays.", by=cast.nora)

    item.refresh_from_db()
    assert item.answered_at is None


def test_a_colleague_may_answer_too(cast, item):
    actions.answer_item(item, text="We shout.", by=cast.leo)

    told = Entry.objects.get(kind="feedback.item.answered")
    assert told.facts["is_by_author"] is False


def test_the_answer_is_drawn_where_it_was_given(cast, client_for, item):
    client = client_for(cast.amara)
    for place, target in (("margin", "#margin"), ("panel", "#panel"), ("", "#thread")):
        page = answer(client, item, f"Answer for {place}", on=place, headers=HTMX)
        assert page.headers["HX-Retarget"] == target


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_what_says_nothing_or_too_much_is_refused_and_kept_in_the_form(
    cast, client_for, item, text
):
    page = answer(client_for(cast.amara), item, text, headers=HTMX)

    assert page.status_code == 422
    assert not Comment.objects.exists()
    assert text.strip() in page.content.decode()


def test_the_same_form_twice_is_one_answer(cast, client_for, item):
    client = client_for(cast.amara)
    answer(client, item)
    answer(client, item)

    assert Comment.objects.count() == 1


def test_ones_own_words_can_be_changed_for_a_quarter_of_an_hour(cast, client_for, item, travel):
    comment = actions.answer_item(item, text="Yes", by=cast.amara)
    client = client_for(cast.amara)
    address = url("feedback:comment", comment.pk)

    assert client.get(address).status_code == 200
    client.post(address, {"text": "Yes, always."})
    comment.refresh_from_db()
    assert (comment.text, comment.edited_at is not None) == ("Yes, always.", True)

    travel(minutes=16)
    assert client.post(address, {"text": "No."}).status_code == 403


def test_undo_takes_the_answer_back(cast, client_for, item):
    comment = actions.answer_item(item, text="Yes", by=cast.amara)

    client_for(cast.amara).post(url("feedback:comment_removal", comment.pk))

    item.refresh_from_db()
    assert item.answered_at is None
    assert not Comment.objects.exists()


def test_words_of_others_stay(cast, item):
    comment = actions.answer_item(item, text="Yes", by=cast.amara)

    with pytest.raises(Refused, match="somebody else"):
        actions.change_comment(comment, text="No", by=cast.nora)
    with pytest.raises(Refused, match="somebody else"):
        actions.remove_comment(comment, by=cast.nora)


def test_after_an_answer_the_question_cannot_be_taken_back(cast, item):
    actions.answer_item(item, text="Yes", by=cast.amara)

    with pytest.raises(Refused, match="answered already"):
        actions.take_back(item, by=cast.nora)


def test_who_may_not_read_the_course_may_not_answer(cast, client_for, item):
    release_again(item.course, *night_blocks(), groups=(cast.care.pk,))

    assert answer(client_for(cast.leo), item).status_code == 404
