from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from manyhands.courses import actions, queries, reading
from manyhands.courses.models import Course
from manyhands.courses.reading import Reading
from manyhands.kernel.clock import today
from tests.factories import make_topic
from tests.factories_courses import TITLE, a_course, a_draft, release
from tests.factories_needs import a_need, backed

CATALOGUE = "courses:catalogue"


def titles(response) -> list[str]:
    html = response.content.decode().split('id="courses"')[-1]
    return [part.split("</a>")[0] for part in html.split('is-large"')[1:] if "</a>" in part]


def shown(client, **asked) -> list[str]:
    found = client.get(reverse(CATALOGUE), asked)
    return [title.split(">")[-1] for title in titles(found)]


def test_the_heading_says_the_news(cast, client_for):
    a_course(cast.amara)
    a_course(cast.amara, "A second")
    a_course(cast.tom, "A third")

    html = client_for(cast.salma).get(reverse(CATALOGUE)).content.decode()

    assert "3 courses by" in html
    assert "2 colleagues." in html


def test_an_empty_house_asks_for_the_first(cast, client_for):
    html = client_for(cast.salma).get(reverse(CATALOGUE)).content.decode()

    assert "No course yet." in html
    assert reverse("courses:start") in html


def test_what_one_asked_for_comes_first(cast, client_for):
    need = backed(a_need(cast.salma), cast.leo)
    a_course(cast.amara, need=need)

    for person, sees in ((cast.salma, True), (cast.leo, True), (cast.nora, False)):
        html = client_for(person).get(reverse(CATALOGUE)).content.decode()
        assert ("Because you asked" in html) == sees


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("salma", ["For all", "For the north"]),
        ("leo", ["For all"]),
        ("amara", ["For all", "For the north"]),
        ("mei", ["For all", "For the north"]),
        ("hana", ["For all", "For the north"]),
        ("pavel", ["For all", "For the north"]),
    ],
    ids=["member", "outside", "author", "manager", "coach", "administrator"],
)
def test_each_sees_what_is_open_to_them(cast, client_for, who, sees):
    a_course(cast.amara, "For the north", cast.north)
    a_course(cast.amara, "For all")
    a_draft(cast.amara, "A draft")

    assert sorted(shown(client_for(getattr(cast, who)))) == sees


def test_a_group_includes_those_below_it(cast, client_for):
    a_course(cast.amara, "For operations", cast.operations)

    assert shown(client_for(cast.leo)) == ["For operations"]
    assert shown(client_for(cast.jonas)) == []


def test_the_chips_choose(cast, client_for):
    long = a_course(cast.amara, "Long")
    Course.objects.filter(pk=long.pk).update(minutes=9)
    short = a_course(cast.tom, "Short", cast.south)
    short.topics.add(make_topic("gates"))
    over = a_course(cast.tom, "Over")
    actions.end_course(over, reason="The gate is gone.", by=cast.tom)
    leo = client_for(cast.leo)

    assert shown(leo, show="short") == ["Short"]
    assert shown(leo, show="ended") == ["Over"]
    assert shown(leo, topic=make_topic("gates").pk) == ["Short"]
    assert shown(leo, group=cast.south.pk) == ["Short"]
    assert sorted(shown(client_for(cast.tom), show="yours")) == ["Over", "Short"]
    assert sorted(shown(leo, show="nonsense", topic="x", page="-1")) == ["Long", "Short"]


def test_new_is_what_was_not_opened(cast, client_for, monkeypatch):
    opened, other = a_course(cast.amara, "Opened"), a_course(cast.amara, "Other")
    old = a_course(cast.amara, "Old", days_ago=120)

    def known(_person) -> QuerySet[Course, int]:
        return Course.objects.filter(pk=opened.pk).values_list("pk", flat=True)

    monkeypatch.setattr(reading, "_known", Reading(opened=known, changed=lambda *_: {old.pk}))

    assert shown(client_for(cast.leo), show="new") == [other.title]
    assert (
        "changed since you read it" in client_for(cast.leo).get(reverse(CATALOGUE)).content.decode()
    )


def test_25_to_a_page_and_the_next_by_link(cast, client_for):
    for number in range(28):
        a_course(cast.amara, f"Course {number}")
    leo = client_for(cast.leo)

    first = leo.get(reverse(CATALOGUE)).content.decode()
    rest = leo.get(reverse(CATALOGUE), {"page": 2}, headers={"HX-Request": "true"}).content.decode()

    assert first.count('"title is-large"') == 25
    assert "page=2" in first
    assert rest.count("<li>") == 3
    assert "<html" not in rest


@pytest.mark.parametrize("count", [2, 20])
def test_queries_do_not_grow_with_the_courses(
    cast, client_for, count, django_assert_max_num_queries
):
    need = backed(a_need(cast.salma), cast.leo)
    a_course(cast.amara, need=need)
    for number in range(count):
        course = a_course(cast.amara, f"Course {number}")
        actions.invite_coauthor(course, cast.tom, by=cast.amara)
    salma = client_for(cast.salma)
    salma.get(reverse(CATALOGUE))

    with django_assert_max_num_queries(12):
        salma.get(reverse(CATALOGUE))


def test_a_profile_shows_what_one_may_open(cast, client_for):
    a_course(cast.amara, "For the north", cast.north)
    address = reverse("courses:written", args=[cast.amara.pk])

    assert "For the north" in client_for(cast.salma).get(address).content.decode()
    assert "For the north" not in client_for(cast.leo).get(address).content.decode()


def test_the_editor_finds_courses_to_link_to(cast, client_for):
    course = a_course(cast.amara)

    found = client_for(cast.leo).get(reverse("courses:links"), {"q": "night shift"}).json()

    assert found == [{"title": TITLE, "href": course.get_absolute_url()}]


def test_the_keeper_looks_at_what_came_due(cast):
    due = a_draft(cast.amara, "Due")
    release(due, check_on=today() + timedelta(days=1))
    Course.objects.filter(pk=due.pk).update(check_on=today())
    said = a_course(cast.amara, "Said to be outdated")
    Course.objects.filter(pk=said.pk).update(outdated_count=2)
    a_course(cast.amara, "Fresh")

    assert list(queries.to_check(cast.amara)) == [said, due]


def test_the_heading_of_ones_own_counts_drafts(cast, client_for):
    a_draft(cast.amara, "A draft")

    html = client_for(cast.amara).get(reverse(CATALOGUE), {"show": "yours"}).content.decode()

    assert "No course yet." not in html
    assert "You write <mark>1 course.</mark>" in html


def test_what_one_asked_for_is_named_once(cast, client_for):
    need = a_need(cast.salma)
    a_course(cast.amara, "What she asked for", need=need)
    client = client_for(cast.salma)
    assert client.get(reverse(CATALOGUE)).text.count("What she asked for") == 1
    assert 'id="courses"' not in client.get(reverse(CATALOGUE)).text

    a_course(cast.amara, "Another")

    page = client.get(reverse(CATALOGUE)).text
    assert page.count("What she asked for") == 1
    assert page.index("What she asked for") < page.index("Another")


def test_authors_are_led_to_what_readers_said(cast, client_for):
    a_course(cast.amara)

    assert "What readers said" in client_for(cast.amara).get(reverse(CATALOGUE)).text
    assert "What readers said" not in client_for(cast.salma).get(reverse(CATALOGUE)).text
