"""A coach offers help with a draft that sleeps, or asks for another look."""

from __future__ import annotations

import pytest

from manyhands.courses import actions
from manyhands.courses.models import Course, KeeperLetter
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.people.actions import deactivate_person
from manyhands.people.memberships import recount
from manyhands.people.models import Membership
from tests.factories_courses import a_course, a_draft
from tests.factories_needs import a_need

WORDS = "Can I help you with it?"


@pytest.fixture
def draft(cast, travel):
    """Mei's, asleep for six days, while Salma waits for it."""
    draft = a_draft(cast.mei, "Bills of lading", need=a_need(cast.salma, "read a bill"))
    travel(days=6)
    return draft


def write(course, by, words=WORDS):
    return actions.write_to_keeper(course, words=words, by=by)


def test_a_letter_is_kept_and_in_the_journal_without_its_words(cast, draft):
    letter = write(draft, cast.hana)

    assert (letter.keeper, letter.written_by, letter.words) == (cast.mei, cast.hana, WORDS)
    entry = Entry.objects.get(kind="courses.keeper.written_to")
    assert entry.facts["letter_id"] == letter.pk
    assert WORDS not in str(entry.facts)


def test_sent_twice_it_is_sent_once(cast, draft):
    assert write(draft, cast.hana) == write(draft, cast.hana)
    assert Entry.objects.filter(kind="courses.keeper.written_to").count() == 1


def test_one_letter_a_day_is_enough_whoever_writes(cast, draft, travel):
    write(draft, cast.hana)
    with pytest.raises(Refused, match="was written to about it today"):
        write(draft, cast.hana, "And now?")
    travel(days=1, minutes=1)
    write(draft, cast.hana, "And now?")

    assert KeeperLetter.objects.filter(course=draft).count() == 2


def test_only_a_coach_of_the_keepers_groups_writes(cast, draft):
    Membership.objects.filter(person=cast.leo).update(role="coach")  # of Warehouse South
    recount(cast.leo)
    elsewhere = a_draft(cast.amara, "Calm a driver", need=a_need(cast.salma, "calm a driver"))
    Course.objects.filter(pk=elsewhere.pk).update(edited_at=draft.edited_at)

    for person in (cast.leo, cast.nora, cast.pavel):
        with pytest.raises(Refused, match="Only a coach of"):
            write(elsewhere, person)


def test_about_a_draft_that_is_awake_there_is_nothing_to_write(cast):
    draft = a_draft(cast.mei, need=a_need(cast.salma, "read a bill"))

    with pytest.raises(Refused, match="Nothing of it waits"):
        write(draft, cast.hana)


def test_about_a_draft_for_nobody_neither(cast, travel):
    draft = a_draft(cast.mei)
    travel(days=6)

    with pytest.raises(Refused, match="Nothing of it waits"):
        write(draft, cast.hana)


@pytest.mark.parametrize(("outdated", "is_sent"), [(2, False), (3, True)])
def test_a_course_is_written_about_once_readers_doubt_it(cast, outdated, is_sent):
    course = a_course(cast.mei)
    Course.objects.filter(pk=course.pk).update(outdated_count=outdated)
    if is_sent:
        assert write(course, cast.hana).course == course
    else:
        with pytest.raises(Refused):
            write(course, cast.hana)


def test_who_has_left_is_not_written_to(cast, draft):
    deactivate_person(cast.mei, by=cast.pavel)

    with pytest.raises(Refused, match="has left"):
        write(draft, cast.hana)


@pytest.mark.parametrize(
    ("words", "complaint"), [(" \n ", "a sentence"), ("x" * 501, "at most 500")]
)
def test_a_letter_has_words_and_is_short(cast, draft, words, complaint):
    with pytest.raises(Refused, match=complaint):
        write(draft, cast.hana, words)
