"""What people say about themselves."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.kernel.access import Refused
from manyhands.people.actions import set_topics
from manyhands.people.models import Topic
from manyhands.people.topics import find_or_make_topic
from tests.factories import someone
from tests.factories_media import a_file, a_huge_picture, a_photo_with_place

SETTINGS = "/me/settings/"
FORM = {"name": "Nora Vik", "about": "Plans gates", "time_zone": "Europe/Oslo", "single_keys": "on"}


@pytest.fixture
def client(cast, client_for):
    return client_for(cast.nora)


def test_name_work_and_time_zone_are_hers_to_say(client, cast):
    assert client.post(SETTINGS, FORM).status_code == 303

    cast.nora.refresh_from_db()
    assert (cast.nora.about, cast.nora.time_zone, cast.nora.folded) == (
        "Plans gates",
        "Europe/Oslo",
        "nora vik",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 81),
        ("about", "x" * 201),
        ("time_zone", "../../etc/passwd"),
        ("about", "a\x00b"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_written_stays(client, cast, field, value):
    page = client.post(SETTINGS, FORM | {"about": "My own words"} | {field: value})

    assert page.status_code == 422
    assert b'class="errors"' in page.content
    assert field == "about" or b"My own words" in page.content
    cast.nora.refresh_from_db()
    assert cast.nora.about == "New since Monday"


def test_markup_is_words(client, cast):
    client.post(SETTINGS, FORM | {"name": "<b>Nora</b>", "about": "<script>alert(1)</script>"})

    for address in ("/me/", "/people/", SETTINGS):
        page = client.get(address).content
        assert b"<script>alert" not in page
        assert b"<b>Nora</b>" not in page


def test_a_photo_is_shown_in_two_sizes_to_whoever_has_signed_in(client, cast, client_for):
    client.post(reverse("people:my_photo"), {"photo": a_photo_with_place()})
    cast.nora.refresh_from_db()

    for address in (cast.nora.photo_url, cast.nora.portrait_url):
        answer = client_for(cast.leo).get(address)
        assert answer.headers["Content-Type"] == "image/webp"
        assert b"".join(answer)
    assert client.__class__().get(cast.nora.photo_url).status_code == 302


@pytest.mark.parametrize(
    "photo",
    [a_file("me.png", b"<svg/>"), a_huge_picture(), a_file("me.jpg", b""), a_file("x.exe", b"MZ")],
)
def test_a_photo_that_is_none_is_said_beside_the_field(client, cast, photo):
    photo.seek(0)
    page = client.post(reverse("people:my_photo"), {"photo": photo})

    assert page.status_code == 422
    assert b'class="error"' in page.content
    cast.nora.refresh_from_db()
    assert cast.nora.photo is None


def test_a_photo_can_be_taken_away(client, cast):
    client.post(reverse("people:my_photo"), {"photo": a_photo_with_place()})
    client.post(reverse("people:my_photo"), {"remove": "1"})

    cast.nora.refresh_from_db()
    assert cast.nora.photo is None


def test_topics_are_found_again_whatever_case_and_accents(client, cast):
    set_topics(cast.nora, explain=["Übergabe", "SHIFTS"], learn=["ubergabe"])

    assert Topic.objects.filter(folded="ubergabe").count() == 1
    assert Topic.objects.filter(folded="shifts").count() == 1
    assert client.get("/me/").content.decode().count("Übergabe") >= 2


def test_said_again_they_replace_what_was_said(cast):
    set_topics(cast.nora, explain=["gates"], learn=[])
    set_topics(cast.nora, explain=["gates", "doors"], learn=["gates"])

    said = {(link.topic.folded, link.relation) for link in cast.nora.topic_links.all()}
    assert said == {("gates", "explain"), ("doors", "explain"), ("gates", "learn")}


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\u200b"])
def test_a_topic_without_a_usable_name_is_refused(db, name):
    with pytest.raises(Refused):
        find_or_make_topic(name)


def test_a_refused_topic_keeps_what_was_chosen(client):
    page = client.post(
        reverse("people:my_topics"), {"explain": ["gates", "x" * 70], "learn": ["doors"]}
    )

    assert page.status_code == 422
    for word in (b"gates", b"doors", b"x" * 70):
        assert word in page.content


def test_what_is_kept_is_told_to_everybody(client, cast):
    assert client.get("/me/kept/").status_code == 200
    assert client.__class__().get("/me/kept/").status_code == 200


def test_somebody_else_s_page_shows_no_address(client, cast):
    other = someone("Leo Brandt", cast.south, email="leo.two@ferrow.example")

    assert "leo.two@ferrow.example" not in client.get(f"/people/{other.pk}/").content.decode()
