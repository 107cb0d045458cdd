"""The organisation itself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.people.brand import DARK_PAPER, LIGHT_INK, QUIET_ON_LIGHT, stylesheet
from manyhands.people.colours import contrast
from manyhands.people.models import Organisation
from tests.factories_media import a_file, a_picture

ADDRESS = "/administration/organisation/"
FORM = {"name": "Ferrow Freight", "time_zone": "Europe/Berlin", "colour": ""}


@pytest.fixture
def client(cast, client_for):
    return client_for(cast.pavel)


def test_a_colour_is_served_as_a_stylesheet(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADDRESS, FORM | {"colour": "#9AD0FF"})

    answer = client.get("/brand.css")
    assert "--mark: #9ad0ff;" in answer.content.decode()
    again = client.get("/brand.css", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("colour", "why"),
    [
        ("#0000ff", "could not be read"),
        ("#444444", "could not be read"),
        ("red", "#ffe24a"),
        ("#fff", "#ffe24a"),
    ],
)
def test_a_colour_on_which_nothing_can_be_read_is_refused(client, colour, why):
    page = client.post(ADDRESS, FORM | {"colour": colour})

    assert page.status_code == 422
    assert why in page.content.decode()
    assert Organisation.objects.get().colour == ""


def test_contrast_is_what_others_compute():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("colour", ["#ffffff", "#ffe24a", "#9ad0ff", "#ff8a80", "#8aff8a"])
def test_every_shade_of_it_can_be_read_on(colour):
    css, _etag = stylesheet(colour)
    soft = css.split("--mark-soft: light-dark(")[1][:7]
    stroke = css.split("--stroke: light-dark(")[1][9:16]

    assert contrast(soft, QUIET_ON_LIGHT) >= 4.5
    assert contrast(stroke, LIGHT_INK) >= 4.5
    assert stroke != DARK_PAPER


def test_a_logo_is_shown_to_everybody_also_at_the_door(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADDRESS, FORM | {"logo": a_picture("logo.png", size=(200, 50))})

    answer = client.__class__().get("/logo/")
    assert answer.headers["Content-Type"] == "image/png"
    assert b"".join(answer)


def test_a_logo_that_is_no_picture_is_said_and_nothing_is_changed(client):
    page = client.post(
        ADDRESS, FORM | {"name": "Other", "logo": a_file("logo.svg", b"<svg onload=alert(1)/>")}
    )

    assert page.status_code == 422
    assert Organisation.objects.get().name == "Ferrow Freight"


@pytest.mark.parametrize(
    ("who", "status"), [("pavel", 200), ("mei", 200), ("hana", 403), ("nora", 403)]
)
def test_who_looks_after_people_and_groups(cast, client_for, who, status):
    assert client_for(getattr(cast, who)).get("/administration/").status_code == status


@pytest.mark.parametrize("who", ["mei", "hana", "nora"])
def test_only_administrators_change_the_organisation(cast, client_for, who):
    assert client_for(getattr(cast, who)).post(ADDRESS, FORM).status_code == 404


def test_a_manager_sees_her_own_groups_there(cast, client_for):
    page = client_for(cast.mei).get("/administration/").content.decode()

    assert reverse("people:group", args=[cast.north.pk]) in page
    assert reverse("people:group", args=[cast.care.pk]) not in page
