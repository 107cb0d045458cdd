from __future__ import annotations

from datetime import date

import pytest

from manyhands.collab import drafts
from manyhands.courses import actions, notes
from manyhands.courses.actions import ReleasePlan
from manyhands.courses.blocks import build
from manyhands.courses.models import Course, CourseState, Release
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import today
from tests.factories_courses import FIRST, WORDS, a_course, a_draft, release, type_words


@pytest.fixture
def draft(cast) -> Course:
    return a_draft(cast.amara)


def test_a_release_freezes_what_the_draft_said(cast, draft):
    made = release(draft, note="The first")

    type_words(draft, "Something else.", by=cast.amara)

    made.refresh_from_db()
    assert made.number == 1
    assert made.goal == "leave at six without a case in your head"
    assert made.outline[0]["text"] == "Before you leave"
    row = made.blocks.get(block_id=FIRST)
    assert (row.kind, row.position, row.text) == ("paragraph", 1, WORDS)
    assert WORDS in row.html
    assert WORDS in str(made.document)


def test_the_course_follows_its_release(cast, draft):
    made = release(draft, groups=(cast.north.pk,))

    draft.refresh_from_db()
    assert draft.state == CourseState.RELEASED
    assert draft.current == made
    assert draft.release_count == 1
    assert list(draft.audience.all()) == [cast.north]
    fact = Entry.objects.get(kind="courses.course.released").facts
    assert (fact["number"], fact["is_major"]) == (1, True)


def test_words_that_nobody_saved_yet_are_in_the_release(cast, draft):
    type_words(draft, "Typed a moment before.", by=cast.amara)

    made = release(draft)

    assert made.blocks.get(block_id=FIRST).text == "Typed a moment before."


def test_a_coauthor_releases_too(cast, draft):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)

    assert release(draft, by=cast.tom).released_by == cast.tom


def test_two_people_release_at_once_and_one_of_them_wins(cast, draft):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)
    release(draft, expected=0)

    with pytest.raises(Refused, match="Amara Osei has released 1 meanwhile"):
        release(draft, by=cast.tom, expected=0)

    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("blocks", "words"),
    [([build.paragraph("")], "nothing in it"), ([], "nothing in it")],
    ids=["an empty paragraph", "no block"],
)
def test_emptiness_alone_stands_in_the_way(cast, blocks, words):
    draft = a_draft(cast.amara, blocks=blocks)

    with pytest.raises(Refused, match=words):
        release(draft)

    draft.refresh_from_db()
    assert draft.state == CourseState.DRAFT
    assert not Release.objects.exists()


def test_a_course_without_a_title_stays_a_draft(cast):
    draft = a_draft(cast.amara, title="")

    with pytest.raises(Refused, match="no title"):
        release(draft)


def test_a_course_without_goal_or_picture_words_is_released_all_the_same(cast):
    draft = a_draft(cast.amara, goal="", blocks=[build.heading("Small", level=3), build.rule()])
    drafts.change_document(
        draft.room_key, lambda d: d.append(build.paragraph("Words")), by=cast.amara
    )

    assert release(draft).number == 1


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"is_for_everybody": False}, "Choose who can open it"),
        ({"valid_until": date(2020, 1, 1)}, "passed already"),
        ({"check_on": today()}, "a day to come"),
        ({"size": "enormous"}, "minor or major"),
    ],
    ids=["no reader", "over already", "look today", "no such size"],
)
def test_what_a_release_cannot_be(cast, draft, plan, words):
    plan = {"is_for_everybody": True} | plan

    with pytest.raises(Refused, match=words):
        actions.release_course(draft, plan=ReleasePlan(**plan), by=cast.amara)


@pytest.mark.parametrize("who", ["salma", "hana", "pavel"])
def test_only_authors_release(cast, draft, who):
    with pytest.raises(Refused, match="Only its authors"):
        release(draft, by=getattr(cast, who))


def test_what_has_ended_can_be_released_again(cast):
    course = a_course(cast.amara)
    actions.end_course(course, reason="The form has changed.", by=cast.amara)

    release(course)

    course.refresh_from_db()
    assert course.is_released
    assert course.end_reason == ""
    assert course.release_count == 2


def test_higher_domains_settle_their_items_in_the_same_transaction(cast, draft, monkeypatch):
    seen = []
    monkeypatch.setattr(notes, "_settlers", [lambda *facts: seen.append(facts)])

    made = release(draft, settled=(7, 9))

    assert seen == [(draft, made, frozenset({7, 9}), cast.amara)]


def test_markup_in_the_draft_stays_words(cast):
    draft = a_draft(cast.amara, "<script>alert(1)</script>", blocks=[build.paragraph("<b>x</b>")])

    made = release(draft)

    assert made.title == "<script>alert(1)</script>"
    assert "&lt;b&gt;" in made.blocks.get().html
