"""Who sees what was said: whoever may read the course; what did not help is for its authors and coaches."""

from __future__ import annotations

import pytest

from manyhands.feedback import queries, rules
from manyhands.feedback.models import Item, ItemKind
from manyhands.needs.models import CheckIn
from manyhands.web.links import url
from tests.factories_learning import (
    a_question,
    a_reader,
    a_text,
    night_blocks,
    release_again,
)
from tests.factories_needs import a_need, backed, reply


@pytest.fixture
def not_solved(cast, deliver):
    """Jonas, who backed the need, says that it did not help."""
    need = backed(a_need(cast.nora), cast.jonas)
    course = a_text(cast.amara, need=need)
    a_reader(cast.jonas, course, finished=True)
    reply(CheckIn.objects.get(person=cast.jonas), "no", "The border is missing.")
    deliver()
    return Item.objects.get(kind=ItemKind.NOT_SOLVED)


def test_readers_of_the_course_see_its_questions(cast, client_for):
    course = a_text(cast.amara)
    item = a_question(cast.nora, course)
    release_again(course, *night_blocks(), groups=(cast.north.pk,))

    seen = {
        person.name
        for person in (cast.salma, cast.amara, cast.hana, cast.pavel, cast.leo, cast.tom)
        if client_for(person).get(item.get_absolute_url()).status_code == 200
    }

    assert seen == {cast.salma.name, cast.amara.name, cast.hana.name, cast.pavel.name}
    for person in (cast.salma, cast.leo):
        visible = Item.objects.visible_to(person).filter(pk=item.pk).exists()
        assert visible is bool(rules.can_see(person, item))


def test_what_did_not_help_becomes_a_remark_for_its_authors(cast, client_for, not_solved):
    assert not_solved.text == "The border is missing."
    page = client_for(cast.amara).get(url("feedback:panel", not_solved.course_id)).content.decode()
    assert "Jonas: not solved" in page
    assert [item.pk for item in queries.no_answers()] == [not_solved.pk]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("amara", True), ("jonas", True), ("hana", True), ("pavel", True), ("leo", False)],
)
def test_it_is_for_authors_coaches_and_who_said_it(cast, client_for, not_solved, who, sees):
    person = getattr(cast, who)

    answer = client_for(person).get(not_solved.get_absolute_url())

    assert (answer.status_code == 200) is sees
    assert bool(rules.can_see(person, not_solved)) is sees
    page = client_for(person).get(url("learning:course", not_solved.course_id)).content.decode()
    assert "The border is missing." not in page


def test_delivered_twice_it_is_one_remark(cast, not_solved):
    from manyhands.feedback import actions

    again = actions.say_not_solved(not_solved.course, not_solved.checkin)

    assert again is None
    assert Item.objects.count() == 1


@pytest.mark.parametrize(("answer", "count"), [("yes", 0), ("partly", 1), ("no", 0)])
def test_a_declarers_no_reopens_the_need_instead(cast, deliver, answer, count):
    course = a_text(cast.amara, need=a_need(cast.nora))
    a_reader(cast.nora, course, finished=True)

    reply(CheckIn.objects.get(person=cast.nora), answer, "Words.")
    deliver()

    assert Item.objects.filter(kind=ItemKind.NOT_SOLVED).count() == count


def test_everything_said_about_a_course_stands_in_one_list(cast, client_for):
    course = a_text(cast.amara)
    a_question(cast.nora, course, "First?")
    client = client_for(cast.leo)

    page = client.get(url("feedback:course", course.pk)).content.decode()

    assert "First?" in page
    assert (
        "First?" not in client.get(url("feedback:course", course.pk, state="done")).content.decode()
    )
