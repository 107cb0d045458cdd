from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.collab.rules import may_write
from manyhands.courses import actions
from manyhands.courses.models import Course
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from tests.factories import someone
from tests.factories_courses import a_course, a_draft


@pytest.fixture
def draft(cast) -> Course:
    return a_draft(cast.amara)


def leave_the_house(person):
    person.is_active = False
    person.save()


def test_a_coauthor_may_write_and_is_told(cast, draft):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)

    assert may_write(cast.tom, draft.room_key)
    entry = Entry.objects.get(kind="courses.coauthor.invited")
    assert entry.facts["person_id"] == cast.tom.pk


@pytest.mark.parametrize("page", ["authors", "keeping"])
def test_without_javascript_one_looks_for_a_name_first(cast, draft, client_for, page):
    address = reverse(f"courses:{page}", args=[draft.pk])
    found = client_for(cast.amara).get(address, {"who": "tom"}).text
    missed = client_for(cast.amara).get(address, {"who": "Tomas\x00"}).text

    assert f'<option value="{cast.tom.pk}" data-note=' in found
    assert f'<option value="{cast.leo.pk}"' not in found
    assert "Nobody of that name works here." in missed


@pytest.mark.parametrize(
    ("who", "words"),
    [("tom", "Only its keeper"), ("hana", "Only its keeper"), ("pavel", "Only its keeper")],
    ids=["a co-author", "the coach", "the administrator"],
)
def test_the_keeper_alone_invites(cast, draft, who, words):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)

    with pytest.raises(Refused, match=words):
        actions.invite_coauthor(draft, cast.leo, by=getattr(cast, who))


def test_nobody_is_invited_twice(cast, draft):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)

    with pytest.raises(Refused, match="Tom Wilk writes it already"):
        actions.invite_coauthor(draft, cast.tom, by=cast.amara)


def test_somebody_who_has_left_is_not_invited(cast, draft):
    leave_the_house(cast.tom)

    with pytest.raises(Refused, match="has left"):
        actions.invite_coauthor(draft, cast.tom, by=cast.amara)


def test_who_is_taken_off_may_no_longer_write(cast, draft):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)

    actions.remove_coauthor(draft, cast.tom, by=cast.amara)
    actions.remove_coauthor(draft, cast.tom, by=cast.amara)

    assert not may_write(cast.tom, draft.room_key)
    assert Entry.objects.filter(kind="courses.coauthor.left").count() == 1


def test_the_keeper_cannot_leave_without_handing_over(cast, draft):
    with pytest.raises(Refused, match="Hand it over first"):
        actions.leave_course(draft, by=cast.amara)


def test_who_kept_it_stays_a_coauthor(cast, draft):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)

    actions.hand_over_keeping(draft, to=cast.tom, by=cast.amara)

    draft = Course.objects.get()
    assert draft.keeper == cast.tom
    assert [coauthor.person for coauthor in draft.coauthors.all()] == [cast.amara]
    assert may_write(cast.amara, draft.room_key)


@pytest.mark.parametrize(
    ("who", "may"),
    [("hana", True), ("pavel", True), ("mei", False), ("tom", False), ("jonas", False)],
)
def test_the_course_of_somebody_who_left_finds_a_new_keeper(cast, who, may):
    course = a_course(cast.amara)
    actions.invite_coauthor(course, cast.tom, by=cast.amara)
    leave_the_house(cast.amara)
    course = Course.objects.get()

    if may:
        actions.hand_over_keeping(course, to=cast.tom, by=getattr(cast, who))
        assert Course.objects.get().keeper == cast.tom
        assert not Course.objects.get().coauthors.exists()
    else:
        with pytest.raises(Refused, match="has left"):
            actions.hand_over_keeping(course, to=cast.tom, by=getattr(cast, who))


def test_a_course_of_somebody_who_left_still_shows_who_kept_it(cast, client_for):
    course = a_course(cast.amara)
    actions.invite_coauthor(course, cast.tom, by=cast.amara)
    leave_the_house(cast.amara)

    page = client_for(cast.salma).get(reverse("courses:catalogue")).content.decode()
    facts = client_for(cast.hana).get(reverse("courses:facts", args=[course.pk]))

    assert "Amara Osei (has left) with Tom Wilk" in page
    assert reverse("courses:keeping", args=[course.pk]) in facts.content.decode()


@pytest.mark.parametrize(("who", "sees"), [("hana", True), ("pavel", True), ("nora", False)])
def test_courses_without_a_keeper_stand_before_those_who_can_give_them_away(
    cast, client_for, who, sees
):
    course = a_course(cast.amara)
    a_draft(cast.amara, "Begun and left")
    leave_the_house(cast.amara)
    yours = reverse("courses:catalogue", query={"show": "yours"})

    page = client_for(getattr(cast, who)).get(yours).content.decode()
    assert ("Whose keeper has left" in page) is sees
    assert ("Begun and left" in page) is sees
    assert (reverse("courses:keeping", args=[course.pk]) in page) is sees

    for left in Course.objects.all():
        actions.hand_over_keeping(left, to=cast.tom, by=cast.pavel)
    page = client_for(getattr(cast, who)).get(yours).content.decode()
    assert "Whose keeper has left" not in page


def test_two_people_of_one_name_are_two_people(cast, draft, client_for):
    other = someone("Tom Wilk", cast.north, email="tom.two@ferrow.example")

    client_for(cast.amara).post(reverse("courses:authors", args=[draft.pk]), {"person": other.pk})

    assert [coauthor.person for coauthor in draft.coauthors.all()] == [other]


def test_the_dialogue_gives_its_list_back(cast, draft, client_for):
    answer = client_for(cast.amara).post(
        reverse("courses:authors", args=[draft.pk]),
        {"person": cast.tom.pk},
        headers={"HX-Request": "true"},
    )

    html = answer.content.decode()
    assert html.strip().startswith('<div id="authors">')
    assert "Tom Wilk" in html


def test_a_name_that_was_not_chosen_is_not_found(cast, draft, client_for):
    answer = client_for(cast.amara).post(
        reverse("courses:authors", args=[draft.pk]), {"person": "Tom"}
    )

    assert answer.status_code == 404
