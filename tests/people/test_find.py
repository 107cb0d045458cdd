"""Finding people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manyhands.kernel.clock import now, telling
from manyhands.people.models import Relation, Topic, TopicLink
from tests.factories import make_group, make_topic, someone


def names(client, query: str = "") -> list[str]:
    page = client.get(f"/people/{query}").content.decode()
    return [part.split("</a>")[0] for part in page.split('class="title" href="/people/')[1:]]


def found(client, query: str = "") -> set[str]:
    return {name.split(">")[1] for name in names(client, query)}


@pytest.fixture
def client(cast, client_for):
    return client_for(cast.nora)


def test_by_a_part_of_the_name_whatever_case_and_accents(client, cast):
    cast.ines.folded = "ines costa"
    cast.ines.save()

    assert found(client, "?q=INES") == {"Inês Costa"}
    assert found(client, "?q=dial sal") == {"Salma Diallo"}
    assert found(client, "?q=nobody") == set()


def test_by_group_with_those_below(client, cast):
    assert found(client, f"?group={cast.operations.pk}") == {
        "Salma Diallo",
        "Nora Vik",
        "Mei Rossi",
        "Leo Brandt",
        "Inês Costa",
    }


def test_by_topic_that_they_can_explain(client):
    topic = Topic.objects.get(folded="complaints")

    assert found(client, f"?topic={topic.pk}") == {"Amara Osei", "Tom Wilk"}


def test_two_of_one_name_differ_by_group_and_for_administrators_by_address(
    client, cast, client_for
):
    someone("Nora Vik", cast.care, email="nora.vik2@ferrow.example")
    page = client.get("/people/?q=nora vik").content.decode()

    assert page.count(">Nora Vik</a>") == 2
    assert "Warehouse North" in page
    assert "Customer care" in page
    assert "nora.vik2@ferrow.example" not in page
    assert (
        "nora.vik2@ferrow.example" in client_for(cast.pavel).get("/people/?q=nora").content.decode()
    )


def test_more_than_a_page_comes_by_a_link(client, cast):
    for i in range(30):
        someone(f"Person {i:02}", cast.south)

    assert len(names(client)) == 25
    assert len(names(client, "?page=2")) == 15
    rows = client.get("/people/?page=2", headers={"HX-Request": "true"}).content.decode()
    assert rows.lstrip().startswith("<li>")


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?q=" + "x" * 5000,
        "?q=<script>alert(1)</script>",
        "?group=x",
        "?topic=-1",
        "?page=0",
        "?page=" + "9" * 40,
    ],
)
def test_whatever_stands_in_the_address_gets_a_page(client, query):
    page = client.get(f"/people/{query}")

    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_suggestions_tell_name_and_group(client):
    page = client.get(reverse("people:suggest") + "?q=sal").content.decode()
    options = client.get(reverse("people:suggest") + "?q=sal&format=json").json()["options"]

    assert 'data-note="Warehouse North">Salma Diallo</option>' in page
    assert [option["label"] for option in options] == ["Salma Diallo"]


def test_topics_are_suggested_by_their_beginning_first(client):
    make_topic("late shifts")

    labels = [o["label"] for o in client.get("/topics/?q=shift&format=json").json()["options"]]
    assert labels == ["shifts", "late shifts"]


@pytest.mark.parametrize("address", ["/people/", "/groups/", "/people/{leo}/", "/groups/{root}/"])
def test_pages_ask_the_database_as_often_for_many_as_for_few(client, cast, address):
    address = address.format(leo=cast.leo.pk, root=cast.root.pk)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    grow(cast)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) <= 12
    assert len(many) <= len(few)


def grow(cast) -> None:
    topics = [make_topic(f"topic {i}") for i in range(12)]
    for i in range(40):
        person = someone(f"Colleague {i}", cast.root, make_group(f"Team {i}", parent=cast.south))
        TopicLink.objects.create(person=person, topic=topics[i % 12], relation=Relation.EXPLAIN)
    for topic in topics:
        TopicLink.objects.create(person=cast.leo, topic=topic, relation=Relation.EXPLAIN)


def notes_of(client, words: str) -> set[str]:
    options = client.get(reverse("people:suggest"), {"q": words, "format": "json"}).json()[
        "options"
    ]
    return {option["note"] for option in options}


def test_two_of_one_name_without_a_group_differ_by_what_may_be_known(client, cast, client_for):
    someone("Kim Berg", email="kim1@ferrow.example")
    with telling(now() - timedelta(days=800)):
        someone("Kim Berg", email="kim2@ferrow.example")

    days = notes_of(client, "kim berg")
    assert len(days) == 2
    assert all(note.startswith("here since ") for note in days)
    assert notes_of(client_for(cast.pavel), "kim") == {"kim1@ferrow.example", "kim2@ferrow.example"}


def test_in_one_group_they_differ_by_what_they_do(client, cast):
    someone("Kim Berg", cast.north, about="Forklifts", email="kim1@ferrow.example")
    someone("Kim Berg", cast.north, about="Customs", email="kim2@ferrow.example")

    assert notes_of(client, "kim") == {
        "Warehouse North · Forklifts",
        "Warehouse North · Customs",
    }
