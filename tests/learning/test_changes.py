"""The two-minute difference: who read release 1 sees only what changed in release 2."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.courses.blocks import build
from manyhands.feedback import actions as feedback
from manyhands.kernel.access import Refused
from manyhands.learning import actions
from manyhands.learning.models import Enrolment
from manyhands.web.links import url
from tests.factories_learning import (
    CHOICE,
    a_choice,
    a_question,
    a_reader,
    a_remark,
    a_text,
    current,
    night_blocks,
    release_again,
)

BLUE = "Use the blue form at the gate."


@pytest.fixture
def course(cast):
    """Nora read release 1; Leo asked; release 2 says why it changed."""
    found = a_text(cast.amara)
    a_reader(cast.nora, found, finished=True)
    return found


def changes(client, course, **query):
    return client.get(url("learning:changes", course.pk, **query))


def test_only_what_changed_word_by_word(cast, client_for, course):
    release_again(course, *night_blocks(BLUE), build.paragraph("Press four."), note="From a call.")

    page = changes(client_for(cast.nora), course).content.decode()

    assert "Since you read release 1:" in page
    assert "two blocks, one minute." in page
    assert '<del class="removed">yellow ' in page
    assert '<ins class="added">blue ' in page
    assert "Press four." in page
    assert "3 blocks are as you know them." in page
    assert "quarter to six" not in page
    assert "From a call." in page


def test_the_page_says_for_whom_it_changed(cast, client_for, course):
    outdated = a_remark(cast.nora, course)
    question = a_question(cast.leo, course)
    feedback.fold_in(question, text="Then write the name down.", by=cast.amara)
    question.refresh_from_db()
    added = build.paragraph("Then write the name down.", id=question.folded_into)

    release_again(course, *night_blocks(BLUE), added, settled=(outdated.pk, question.pk))

    page = changes(client_for(cast.nora), course).content.decode()
    assert "Changed, because Nora said it was outdated" in page
    assert "New, from Leo’s question" in page
    assert "Done in release 2." in page


def test_the_differences_read_one_is_up_to_date(cast, client_for, course):
    release_again(course, *night_blocks(BLUE))
    client = client_for(cast.nora)

    client.post(url("learning:completion", course.pk), {"release": 2, "since": 1})

    assert Enrolment.objects.get().finished.number == 2
    assert "You are up to date." in changes(client, course, since=1).content.decode()
    course.refresh_from_db()
    assert course.finished_count == 1


def test_only_differences_to_what_one_has_read_are_enough(cast, client_for, course):
    release_again(course, *night_blocks(), a_choice(required=True))
    a_reader(cast.tom, course)
    tom = client_for(cast.tom)

    for since in (1, 2):
        form = {"release": 2, "since": since}
        assert tom.post(url("learning:completion", course.pk), form).status_code == 403

    assert Enrolment.objects.get(person=cast.tom).finished_at is None


def test_a_new_required_question_comes_first(cast, client_for, course):
    release = release_again(course, *night_blocks(), a_choice(required=True))

    page = changes(client_for(cast.nora), course).content.decode()

    assert "One question above, then you are up to date." in page
    assert CHOICE in page
    with pytest.raises(Refused, match="still open"):
        actions.catch_up(release, since=course.releases.get(number=1), by=cast.nora)


def test_what_is_gone_is_shown_struck_out(cast, client_for, course):
    release_again(course, *night_blocks()[:2])

    page = changes(client_for(cast.nora), course).content.decode()

    assert "Gone" in page
    assert '<del class="removed">Try it' in page


def test_with_nothing_newer_one_reads_the_course(cast, client_for, course):
    assert changes(client_for(cast.nora), course).url == course.get_absolute_url()


@pytest.mark.parametrize("since", ["0", "9x", "x", "9" * 12])
def test_a_release_that_never_was_is_not_found(cast, client_for, course, since):
    release_again(course, *night_blocks(BLUE))

    assert changes(client_for(cast.nora), course, since=since).status_code == 404


def test_who_finished_nothing_sees_the_last_step(cast, client_for, course):
    release_again(course, *night_blocks(BLUE))

    page = changes(client_for(cast.leo), course).content.decode()

    assert "Since release 1:" in page
    assert "I am up to date" not in page


@pytest.mark.parametrize("size", [1, 10])
def test_the_page_asks_the_database_little(cast, client_for, course, size):
    items = [a_question(cast.leo, course, f"Question {n}?") for n in range(size)]
    settled = tuple(item.pk for item in items)
    release_again(course, *night_blocks(BLUE), a_choice(), settled=settled)
    client = client_for(cast.nora)
    changes(client, course)

    with CaptureQueriesContext(connection) as asked:
        changes(client, course)

    assert len(asked) <= 12, "\n".join(query["sql"][:200] for query in asked)


def test_the_release_in_between_is_counted_from_there(cast, client_for, course):
    release_again(course, *night_blocks(BLUE))
    release_again(course, *night_blocks("Use the green form at the gate."))

    page = changes(client_for(cast.nora), course, since=2).content.decode()

    assert "blue" in page
    assert "yellow" not in page
    assert current(course).number == 3
