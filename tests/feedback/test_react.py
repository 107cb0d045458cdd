"""Six reactions: one press gives, another takes back."""

from __future__ import annotations

import pytest

from manyhands.courses import actions as courses
from manyhands.feedback import actions
from manyhands.feedback.models import Reaction, ReactionKind
from manyhands.feedback.reactions import reactions_on
from manyhands.journal.models import Delivery, DeliveryState, Entry
from manyhands.kernel.access import Refused
from manyhands.web.links import url
from tests.factories_learning import HOUR, a_text, current, night_blocks, release_again

HTMX = {"HX-Request": "true"}


@pytest.fixture
def course(cast):
    return a_text(cast.amara)


def mine(course, person):
    return {one.name for one in reactions_on(current(course), person) if one.mine}


def counts(release, person):
    return {one.name: one.count for one in reactions_on(release, person) if one.count}


def test_useful_is_counted_by_people(cast, course):
    for person in (cast.nora, cast.leo):
        assert actions.react(current(course), "useful", by=person)

    course.refresh_from_db()
    assert course.useful_count == 2


def test_pressed_again_it_is_taken_back_and_nobody_is_told(cast, course):
    actions.react(current(course), "useful", by=cast.nora)

    assert not actions.react(current(course), "useful", by=cast.nora)

    course.refresh_from_db()
    assert course.useful_count == 0
    entry = Entry.objects.get(kind="feedback.reaction.given")
    open_ones = Delivery.objects.filter(entry=entry, state=DeliveryState.OPEN)
    assert not open_ones.exists()


@pytest.mark.parametrize(("first", "then"), [("useful", "not_useful"), ("lost_me", "clear")])
def test_of_a_pair_only_one_can_be_meant(cast, course, first, then):
    actions.react(current(course), first, by=cast.nora)
    actions.react(current(course), then, by=cast.nora)

    assert mine(course, cast.nora) == {then}


def test_useful_lasts_and_outdated_speaks_of_its_release(cast, course):
    for kind in ("useful", "outdated"):
        actions.react(current(course), kind, by=cast.nora)
    course.refresh_from_db()
    assert course.outdated_count == 1

    release_again(course, *night_blocks("Use the blue form at the gate."))

    assert mine(course, cast.nora) == {"useful"}
    course.refresh_from_db()
    assert (course.useful_count, course.outdated_count) == (1, 0)


def test_a_new_release_begins_without_what_was_said_of_the_old_text(cast, course):
    for person in (cast.nora, cast.leo):
        for kind in ("useful", "clear"):
            actions.react(current(course), kind, by=person)
    assert counts(current(course), cast.mei) == {"useful": 2, "clear": 2}

    release_again(course, *night_blocks("Use the blue form at the gate."))
    course.refresh_from_db()

    assert counts(current(course), cast.mei) == {"useful": 2}
    assert counts(course.releases.get(number=1), cast.mei) == {"useful": 2, "clear": 2}


@pytest.mark.parametrize("kind", ["outdated", "lost_me"])
def test_some_ask_at_once_where_and_what(cast, client_for, course, kind):
    client = client_for(cast.nora)
    address = url("feedback:reactions", course.pk, 1)

    page = client.post(address, {"reaction": kind}, headers=HTMX).content.decode()
    assert 'name="block"' in page
    assert "Before you leave" in page

    client.post(address, {"reaction": kind})
    answer = client.post(address, {"reaction": kind})
    assert f"about={kind}" in answer.url
    assert 'name="block"' in client.get(answer.url).content.decode()


def test_a_block_has_its_own(cast, client_for, course):
    actions.react(current(course), "clear", block_id=HOUR, by=cast.nora)

    assert not mine(course, cast.nora)
    form = client_for(cast.nora).get(url("feedback:new", course.pk, 1, block=HOUR))
    assert 'aria-pressed="true"' in form.content.decode()


@pytest.mark.parametrize(
    ("kind", "block", "words"),
    [("wonderful", "", "one of the six"), ("useful", "nowhere", "not in the course")],
)
def test_what_is_none_is_refused(cast, course, kind, block, words):
    with pytest.raises(Refused, match=words):
        actions.react(current(course), kind, block_id=block, by=cast.nora)


def test_authors_do_not_react_to_their_own(cast, course):
    with pytest.raises(Refused, match="You write this course"):
        actions.react(current(course), "useful", by=cast.amara)


def test_after_the_end_nobody_reacts(cast, course):
    courses.end_course(course, reason="Over.", by=cast.amara)

    with pytest.raises(Refused, match="has ended"):
        actions.react(current(course), "useful", by=cast.nora)


def test_every_kind_can_be_given(cast, course):
    for kind in ReactionKind.values:
        actions.react(current(course), kind, by=cast.nora)

    assert mine(course, cast.nora) == {"learned", "lost_me", "outdated", "not_useful"}
    assert Reaction.objects.count() == 4
