"""A session that ends in the middle of writing: sent words come back as a door, never as an answer."""

from __future__ import annotations

from django.test import Client

from manyhands.feedback.models import Item
from manyhands.needs.models import Need
from tests.factories_learning import a_reader, a_text

HTMX = {"HX-Request": "true"}
ASKED = {"statement": "hand over a night shift", "effect": "Nothing gets lost."}


def test_a_plain_form_leads_to_the_door_and_back(cast):
    answer = Client().post("/needs/new/", ASKED, headers={"referer": "/needs/new/"})

    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/needs/new/"
    assert not Need.objects.exists()


def test_a_part_of_a_page_is_told_that_nothing_arrived(cast):
    course = a_text(cast.amara)
    a_reader(cast.nora, course)

    answer = Client().post(
        f"/feedback/courses/{course.pk}/releases/1/items/",
        {"kind": "question", "text": "And if they are late?"},
        headers=HTMX | {"referer": f"/courses/{course.pk}/"},
    )

    assert answer.status_code == 401  # the browser keeps what it sent; a 200 would let it forget
    assert answer["HX-Redirect"] == f"/account/login/?next=/courses/{course.pk}/"
    assert not Item.objects.exists()


def test_what_one_writes_at_length_is_kept_by_the_browser(cast, client_for):
    course = a_text(cast.amara)
    a_reader(cast.nora, course)
    client = client_for(cast.nora)

    for address in ("/needs/new/", f"/feedback/courses/{course.pk}/releases/1/new/"):
        assert "<mh-keep" in client.get(address).content.decode(), address


def test_a_token_of_yesterday_is_explained(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.nora)

    answer = client.post("/needs/new/", ASKED)

    assert answer.status_code == 403
    assert "What you wrote is kept in this browser" in answer.content.decode()
