"""Following the link in an invitation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.people.actions import accept_invitation, invite, make_person, revoke_invitation
from manyhands.people.models import Person

FORM = {"name": "Zoe Lund", "password": "a lorry full of good words"}


@pytest.fixture
def invitation(cast):
    return invite("zoe@new.example", name="Zoe", group=cast.north, by=cast.mei)


@pytest.fixture
def address(invitation) -> str:
    return reverse("people:invitation", args=[invitation.token])


def test_the_page_says_who_invites_where_to_and_who_is_here(client, address):
    page = client.get(address).content.decode()

    assert "Mei invited you" in page
    assert "to Ferrow Freight, Warehouse North" in page
    assert 'value="Zoe"' in page
    assert "and 5 more" in page
    assert reverse("people:kept") in page
    assert "/photo/" not in page


def test_she_chooses_a_password_and_is_in(client, address, cast):
    answer = client.post(address, FORM)

    zoe = Person.objects.get(email="zoe@new.example")
    assert answer.headers["Location"] == "/"
    assert client.get(reverse("people:me")).status_code == 200
    assert zoe.circle == sorted([cast.root.pk, cast.operations.pk, cast.north.pk])
    assert Entry.objects.get(kind="people.person.joined").actor_id == zoe.pk
    cast.north.refresh_from_db()
    assert cast.north.people_count == 4


def test_sent_twice_she_is_in_once(client, address):
    client.post(address, FORM)
    again = client.post(address, FORM)

    assert again.headers["Location"] == "/"
    assert Person.objects.filter(email="zoe@new.example").count() == 1


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "password": FORM["password"]},
        {"name": "\u200b \u200b", "password": FORM["password"]},
        {"name": "x" * 81, "password": FORM["password"]},
        {"name": "Zoe", "password": "short"},
        {"name": "Zoe", "password": "zoe@new.example"},
        {"name": "<script>alert(1)</script>", "password": ""},
        {},
    ],
)
def test_what_does_not_fit_is_said_beside_it(client, address, form):
    page = client.post(address, form)

    assert b'class="error"' in page.content
    assert b"<script>alert" not in page.content
    assert not Person.objects.filter(email="zoe@new.example").exists()


def test_eighty_characters_are_a_name(client, address):
    client.post(address, FORM | {"name": "Ö" * 80})

    assert Person.objects.get(email="zoe@new.example").name == "Ö" * 80
    assert client.get(reverse("people:me")).status_code == 200


def test_a_link_that_is_none_says_so_kindly(client, cast):
    page = client.get("/invitation/nothing/")

    assert page.status_code == 404
    assert "leads nowhere" in page.content.decode()


def test_a_link_that_is_too_old_names_who_can_send_another(client, address, travel):
    travel(days=15)
    page = client.get(address)

    assert page.status_code == 410
    assert "too old" in page.content.decode()
    assert "Mei Rossi invited you" in page.content.decode()


def test_a_link_taken_back_lets_nobody_in(client, address, invitation, cast):
    revoke_invitation(invitation, by=cast.mei)

    assert "taken back" in client.get(address).content.decode()
    assert client.post(address, FORM).status_code == 410
    assert not Person.objects.filter(email="zoe@new.example").exists()


def test_a_used_link_leads_to_the_sign_in_page(client, address, invitation):
    accept_invitation(invitation, **FORM)

    page = client.get(address).content.decode()
    assert "has been used" in page
    assert reverse("account_login") in page


def test_somebody_signed_in_as_another_is_asked_first(address, cast, client_for):
    page = client_for(cast.leo).post(address, FORM)

    assert "You are signed in as Leo Brandt" in page.content.decode()
    assert not Person.objects.filter(email="zoe@new.example").exists()


def test_somebody_who_came_in_another_way_meanwhile_is_told(client, address, cast):
    make_person(name="Zoe", email="ZOE@new.example", password=None, by=None)
    page = client.post(address, FORM)

    assert "is here already" in page.content.decode()


def test_an_invitation_is_used_once_also_by_two_at_the_same_moment(invitation):
    accept_invitation(invitation, **FORM)

    with pytest.raises(Refused, match="has been used"):
        accept_invitation(invitation, **FORM)


def test_a_group_that_went_meanwhile_keeps_nobody_out(invitation, cast):
    invitation.group = None
    invitation.save()

    assert accept_invitation(invitation, **FORM).circle == []


def test_fourteen_days_are_the_time_it_has(invitation):
    assert round((invitation.expires_at - invitation.invited_at) / timedelta(days=1), 3) == 14
