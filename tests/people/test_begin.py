"""The first page of an installation."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.kernel.access import Refused
from manyhands.people.actions import start_organisation
from manyhands.people.models import Group, Organisation, Person

FORM = {
    "organisation": "Ferrow Freight",
    "time_zone": "Europe/Berlin",
    "name": "Pavel Kral",
    "email": "Pavel@Ferrow.example",
    "password": "a lorry full of good words",
}


@pytest.fixture
def first_run(db):
    return reverse("people:first_run")


def test_every_page_leads_to_the_first_one(client, first_run):
    for address in ("/", "/people/", reverse("account_login")):
        assert client.get(address).headers["Location"] == first_run


def test_it_makes_the_organisation_its_group_and_its_administrator(client, first_run):
    answer = client.post(first_run, FORM)

    assert answer.status_code == 303
    pavel = Person.objects.get()
    assert (pavel.email, pavel.is_administrator) == ("pavel@ferrow.example", True)
    assert Organisation.objects.get().time_zone == "Europe/Berlin"
    assert Group.objects.get().path == f"/{Group.objects.get().pk}/"
    assert client.get(reverse("people:me")).status_code == 200


def test_sent_twice_it_makes_one_organisation(client, first_run):
    client.post(first_run, FORM)
    answer = client.post(first_run, FORM | {"email": "other@ferrow.example"})

    assert answer.status_code == 302
    assert Person.objects.count() == 1


def test_two_people_at_once_make_one_organisation(db):
    Organisation.objects.create(pk=1, name="Ferrow", made_at="2026-11-24T00:00Z")

    with pytest.raises(Refused, match="set up already"):
        start_organisation(**FORM)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisation", "   "),
        ("organisation", "x" * 121),
        ("name", "\u200b"),
        ("name", "x" * 81),
        ("email", "no address"),
        ("password", "short"),
        ("password", "pavel@ferrow.example"),
        ("password", "x" * 2000),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, first_run, field, value):
    answer = client.post(first_run, FORM | {field: value})

    assert answer.status_code == 200
    assert b'class="errors"' in answer.content
    assert not Organisation.objects.exists()


def test_afterwards_it_is_there_for_nobody(client, cast, first_run):
    assert client.get(first_run).headers["Location"] == reverse("account_login")


def test_what_is_kept_can_be_read_before_one_begins(client, first_run):
    assert client.get(reverse("people:kept")).status_code == 200
