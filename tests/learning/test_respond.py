"""Answering the questions of a course: explained at once, kept with release and block."""

from __future__ import annotations

import pytest

from manyhands.courses import actions as courses
from manyhands.courses.blocks import AnswerError
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.learning import actions
from manyhands.learning.models import Response
from manyhands.web.links import url
from tests.factories_learning import (
    CHOICE,
    HOUR,
    OPEN,
    REFLECTION,
    SEVERAL,
    a_choice,
    a_reader,
    a_text,
    current,
    night_blocks,
    questions,
    release_again,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def course(cast):
    found = a_text(cast.amara, *questions())
    a_reader(cast.nora, found)
    return found


@pytest.fixture
def reader(cast, client_for):
    return client_for(cast.nora)


def options_of(course, block=CHOICE):
    row = current(course).blocks.get(block_id=block)
    return [option["attrs"]["id"] for option in row.node["content"][1:]]


def post(client, course, block, number=1, **data):
    address = url("learning:responses", course.pk, number, block)
    headers = data.pop("headers", {})
    return client.post(address, data, headers=headers)


def test_the_chosen_option_is_explained_at_once(cast, client_for, course):
    right, wrong, _other = options_of(course)
    client = client_for(cast.nora)

    page = post(client, course, CHOICE, option=wrong, headers=HTMX).content.decode()
    assert "Urgent for whom?" in page
    assert "nobody’s case" not in page

    page = post(client, course, CHOICE, option=right, headers=HTMX).content.decode()
    assert "nobody’s case" in page
    assert "Right." in page


def test_the_last_answer_counts_and_tries_are_kept(cast, course):
    right, wrong, _other = options_of(course)
    release = current(course)

    actions.respond(release, CHOICE, options=[wrong], by=cast.nora)
    response = actions.respond(release, CHOICE, options=[right], by=cast.nora)

    assert (response.tries, response.is_right) == (2, True)
    assert Response.objects.get().attempt.release == release


def test_the_same_form_twice_is_one_try(cast, course):
    wrong = options_of(course)[1]

    actions.respond(current(course), CHOICE, options=[wrong], by=cast.nora)
    again = actions.respond(current(course), CHOICE, options=[wrong], by=cast.nora)

    assert again.tries == 1


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ((0,), "Right so far"),
        ((0, 1), "Right."),
        ((0, 2), "Partly right."),
        ((2,), "Not these."),
    ],
)
def test_several_may_be_right(cast, client_for, course, chosen, words):
    ids = options_of(course, SEVERAL)

    page = post(
        client_for(cast.nora), course, SEVERAL, option=[ids[at] for at in chosen], headers=HTMX
    )

    assert words in page.content.decode()


def test_without_javascript_one_comes_back_to_the_question(cast, client_for, course):
    client = client_for(cast.nora)

    answer = post(client, course, CHOICE, option=options_of(course)[0])

    assert answer.status_code == 303
    assert answer.url == f"{url('learning:course', course.pk)}#block-{CHOICE}"
    assert "nobody’s case" in client.get(answer.url).content.decode()


def test_an_open_answer_is_told_to_the_authors_once(cast, course):
    release = current(course)

    actions.respond(release, OPEN, text="I will name the driver.", by=cast.nora)
    actions.respond(release, OPEN, text="I will name the driver first.", by=cast.nora)

    told = Entry.objects.get(kind="learning.answer.given")
    assert "driver" not in str(told.facts)


def test_authors_read_open_answers_but_no_reflections(cast, client_for, course):
    release = current(course)
    actions.respond(release, OPEN, text="I will name the driver.", by=cast.nora)
    actions.respond(release, REFLECTION, text="My keys, in the van.", by=cast.nora)

    page = client_for(cast.amara).get(url("learning:answers", course.pk)).content.decode()

    assert "I will name the driver." in page
    assert "My keys" not in page


def test_choices_are_counted_from_five_people_on(cast, client_for, course):
    wrong = options_of(course)[1]
    client = client_for(cast.amara)
    people = [cast.nora, cast.jonas, cast.leo, cast.salma, cast.tom]
    for number, person in enumerate(people, start=1):
        a_reader(person, course)
        actions.respond(current(course), CHOICE, options=[wrong], by=person)
        page = client.get(url("learning:answers", course.pk)).content.decode()
        assert ("I mark it urgent" in page) is (number == 5)


def test_only_authors_see_answers(cast, client_for, course):
    assert client_for(cast.nora).get(url("learning:answers", course.pk)).status_code == 403


@pytest.mark.parametrize("said", [{}, {"option": "elsewhere"}, {"option": ["x" * 500]}])
def test_what_answers_nothing_is_said_and_nothing_kept(cast, client_for, course, said):
    client = client_for(cast.nora)

    assert post(client, course, CHOICE, **said, headers=HTMX).status_code == 422
    assert post(client, course, CHOICE, **said).status_code == 303
    assert not Response.objects.exists()


def test_an_option_of_another_question_is_none(cast, course):
    with pytest.raises(AnswerError, match="no longer among the choices"):
        actions.respond(current(course), CHOICE, options=options_of(course, SEVERAL), by=cast.nora)


def test_one_of_one_is_chosen(cast, course):
    with pytest.raises(AnswerError, match="Choose one answer"):
        actions.respond(current(course), CHOICE, options=options_of(course)[:2], by=cast.nora)


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
def test_empty_and_enormous_answers_are_refused(cast, course, text):
    with pytest.raises(AnswerError):
        actions.respond(current(course), OPEN, text=text, by=cast.nora)


def test_markup_in_an_answer_is_only_words(cast, client_for, course):
    page = post(client_for(cast.nora), course, OPEN, text="<script>x</script>", headers=HTMX)

    assert b"<script>x" not in page.content
    assert b"&lt;script&gt;x" in page.content


@pytest.mark.parametrize("block", ["nowhere", HOUR])
def test_a_block_that_asks_nothing_takes_no_answer(cast, client_for, course, block):
    answer = post(client_for(cast.nora), course, block, text="words")

    assert answer.status_code in (403, 404)


def test_an_answer_given_on_an_old_page_stays_with_its_release(cast, client_for, course):
    right = options_of(course)[0]
    release_again(course, *night_blocks(), *questions())

    post(client_for(cast.nora), course, CHOICE, option=right)

    assert Response.objects.get().attempt.release.number == 1


def test_an_answer_stands_in_the_next_release_while_the_question_is_the_same(cast, client_for):
    course = a_text(cast.amara, asked := a_choice())
    a_reader(cast.nora, course)
    actions.respond(current(course), CHOICE, options=options_of(course)[:1], by=cast.nora)
    release_again(course, *night_blocks("Other words."), asked)
    client = client_for(cast.nora)

    assert "nobody’s case" in client.get(url("learning:course", course.pk)).content.decode()

    release_again(course, *night_blocks(), a_choice())  # other options: another question
    assert "nobody’s case" not in client.get(url("learning:course", course.pk)).content.decode()


def test_rights_lost_while_reading_keep_nothing(cast, client_for, course):
    right = options_of(course)[0]
    release = current(course)
    release_again(course, *night_blocks(), *questions(), groups=(cast.care.pk,))

    assert post(client_for(cast.nora), course, CHOICE, option=right).status_code == 404
    with pytest.raises(Refused, match="not open to you"):
        actions.respond(release, CHOICE, options=[right], by=cast.nora)


def test_who_had_it_may_answer_after_the_end(cast, course):
    courses.end_course(course, reason="Over.", by=cast.amara)

    assert actions.respond(current(course), OPEN, text="still", by=cast.nora)


def test_who_never_opened_it_is_asked_to(cast, course):
    with pytest.raises(Refused, match="Open the course first"):
        actions.respond(current(course), OPEN, text="words", by=cast.leo)


@pytest.mark.parametrize(
    ("block", "sent", "words"),
    [
        (CHOICE, {}, "Choose an answer first."),
        (SEVERAL, {}, "Choose an answer first."),
        (OPEN, {"text": "  "}, "Write your answer first."),
        (OPEN, {"text": "long " * 2001}, "This is too long"),
    ],
)
def test_what_answers_nothing_is_refused_at_the_question(reader, course, block, sent, words):
    answer = post(reader, course, block, headers=HTMX, **sent)
    page = answer.text

    assert answer.status_code == 422
    assert f'id="problem-{block}" tabindex="-1" autofocus' in page
    assert words in page
    assert "mh-toast" not in page
    assert sent.get("text", "").strip() in page


def test_what_was_answered_before_stays_chosen(cast, client_for, course):
    wrong = options_of(course)[1]
    actions.respond(current(course), CHOICE, options=[wrong], by=cast.nora)

    page = post(client_for(cast.nora), course, CHOICE, headers=HTMX).text

    assert f'value="{wrong}" checked' in page
