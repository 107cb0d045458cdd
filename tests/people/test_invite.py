"""Asking people in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.journal.models import Delivery, Entry
from manyhands.kernel.access import Refused
from manyhands.people.actions import (
    deactivate_person,
    invite,
    make_person,
    put_in_group,
    renew_invitation,
    revoke_invitation,
)
from manyhands.people.models import Invitation

URL = "/invitations/"


def test_a_manager_invites_to_her_group(cast, deliver, mailbox):
    invitation = invite("Zoe@New.example", name="Zoe", group=cast.north, by=cast.mei)
    deliver()

    (mail,) = mailbox
    assert mail.to == ["zoe@new.example"]
    assert mail.subject == "Mei Rossi invited you to Ferrow Freight"
    assert f"http://localhost:8000/invitation/{invitation.token}/" in mail.body
    assert "Ferrow Freight, Warehouse North" in mail.body


def test_the_token_stands_in_the_mail_alone(cast, deliver):
    invitation = invite("zoe@new.example", group=cast.north, by=cast.mei)
    deliver()

    kept = [str(row) for row in Entry.objects.values()] + [
        str(row) for row in Delivery.objects.values()
    ]
    kept += [str(row) for row in Invitation.objects.values()]
    assert not any(invitation.token in row for row in kept)


def test_the_letter_of_an_invitation_taken_back_meanwhile_is_not_written(cast, deliver, mailbox):
    invitation = invite("zoe@new.example", group=cast.north, by=cast.mei)
    revoke_invitation(invitation, by=cast.mei)
    deliver()

    assert mailbox == []


def test_sent_again_it_is_another_mail_with_the_same_link(cast, deliver, mailbox, travel):
    invitation = invite("zoe@new.example", group=cast.north, by=cast.mei)
    deliver()
    travel(days=20)
    renewed = renew_invitation(invitation, by=cast.mei)
    deliver()

    ids = {mail.extra_headers["Message-ID"] for mail in mailbox}
    assert len(ids) == 2
    assert all(invitation.token in mail.body for mail in mailbox)
    assert renewed.expires_at > invitation.expires_at


@pytest.mark.parametrize(
    ("who", "group", "role", "may"),
    [
        ("pavel", "north", "manager", True),
        ("pavel", None, "member", True),
        ("mei", "north", "coach", True),
        ("mei", "south", "member", False),
        ("mei", None, "member", False),
        ("hana", "customs", "member", True),
        ("hana", "customs", "manager", False),
        ("nora", "north", "member", False),
    ],
)
def test_who_may_invite_where_to(cast, who, group, role, may):
    place = getattr(cast, group) if group else None
    by = getattr(cast, who)

    if may:
        assert invite("zoe@new.example", group=place, role=role, by=by)
    else:
        with pytest.raises(Refused):
            invite("zoe@new.example", group=place, role=role, by=by)


def test_whoever_is_here_or_was_or_is_asked_already_is_not_asked_again(cast):
    deactivate_person(cast.tom, by=cast.pavel)
    invite("zoe@new.example", group=cast.north, by=cast.mei)

    for email, why in [
        ("LEO@ferrow.example", "here already"),
        ("tom@ferrow.example", "left"),
        ("zoe@new.example", "open invitation"),
    ]:
        with pytest.raises(Refused, match=why):
            invite(email, group=cast.north, by=cast.mei)


def test_a_pasted_list_invites_the_good_lines_and_keeps_the_others(cast, client_for):
    lines = "zoe@new.example\nnot an address\nLeo <leo@ferrow.example>; Ann Lee <ann@new.example>"
    page = client_for(cast.pavel).post(
        URL, {"addresses": lines, "group": cast.north.pk, "role": "member"}
    )

    words = page.content.decode()
    assert page.status_code == 422
    assert set(Invitation.objects.values_list("email", "name")) == {
        ("zoe@new.example", ""),
        ("ann@new.example", "Ann Lee"),
    }
    assert "This is no e-mail address." in words
    assert "Leo Brandt is here already." in words
    assert "not an address\nLeo &lt;leo@ferrow.example&gt;</textarea>" in words


def test_rows_of_a_table_bring_their_names(cast, client_for):
    lines = (
        "Name;E-mail;Room\n"
        'Ann Lee;ann@new.example;"12"\n'
        "Kai\tBerg\tkai@new.example\n"
        "max@new.example,Max Muster,Forwarding\n"
        '"Roe, Jo" <jo@new.example>'
    )
    page = client_for(cast.pavel).post(URL, {"addresses": lines, "role": "member"})

    assert set(Invitation.objects.values_list("email", "name")) == {
        ("ann@new.example", "Ann Lee"),
        ("kai@new.example", "Kai Berg"),
        ("max@new.example", "Max Muster"),
        ("jo@new.example", "Roe, Jo"),
    }
    assert "1 line was not invited." in page.content.decode()


def test_sent_twice_nobody_is_invited_twice(cast, client_for):
    client = client_for(cast.mei)
    form = {"addresses": "zoe@new.example", "group": cast.north.pk, "role": "member"}

    assert client.post(URL, form).status_code == 303
    assert client.post(URL, form).status_code == 422
    assert Invitation.objects.count() == 1


def test_more_than_two_hundred_lines_wait_in_the_form(cast, client_for):
    lines = "\n".join(f"p{i}@new.example" for i in range(203))
    page = client_for(cast.pavel).post(URL, {"addresses": lines, "role": "member"})

    assert Invitation.objects.count() == 200
    assert "p202@new.example" in page.content.decode()


@pytest.mark.parametrize("lines", ["", "   ", "x" * 30_000, "<script>alert(1)</script>", "a\x00b"])
def test_whatever_is_written_is_shown_again_with_what_is_wrong(cast, client_for, lines):
    page = client_for(cast.pavel).post(URL, {"addresses": lines, "role": "member"})

    assert page.status_code == 422
    assert b"<script>alert" not in page.content
    assert not Invitation.objects.exists()


def test_a_member_sees_no_invitations(cast, client_for):
    assert client_for(cast.nora).get(URL).status_code == 403


def test_each_sees_and_changes_the_invitations_of_their_own_groups(cast, client_for):
    mine = invite("zoe@new.example", group=cast.north, by=cast.pavel)
    other = invite("ann@new.example", group=cast.care, by=cast.pavel)
    client = client_for(cast.mei)

    page = client.get(URL).content.decode()
    assert "zoe@new.example" in page
    assert "ann@new.example" not in page
    assert client.post(reverse("people:letters", args=[mine.pk])).status_code == 303
    assert client.post(reverse("people:revocation", args=[other.pk])).status_code == 404


def test_an_invitation_that_was_used_can_not_be_taken_back(cast):
    invitation = invite("zoe@new.example", group=cast.north, by=cast.mei)
    invitation.accepted_at = invitation.invited_at
    invitation.save()

    with pytest.raises(Refused, match="has been used"):
        revoke_invitation(invitation, by=cast.mei)


def test_somebody_let_in_without_a_letter_is_in_the_journal(cast):
    made = make_person(
        name="Zoe", email="Zoe@new.example", password=None, groups={cast.north: "coach"}, by=None
    )

    assert made.email == "zoe@new.example"
    assert made.coached == [cast.north.pk]
    assert not made.has_usable_password()
    assert Entry.objects.get(kind="people.person.joined").facts["person_id"] == made.pk


def test_what_a_manager_may_no_longer_say_lets_nobody_in(cast, client, client_for):
    invitation = invite("zoe@new.example", group=cast.north, role="manager", by=cast.mei)
    put_in_group(cast.mei, cast.north, role="member", by=cast.pavel)

    assert client.get(f"/invitation/{invitation.token}/").status_code == 410
    cast.mei.refresh_from_db()
    with pytest.raises(Refused):
        renew_invitation(invitation, by=cast.mei)

    renew_invitation(invitation, by=cast.pavel)
    assert client.get(f"/invitation/{invitation.token}/").status_code == 200
    assert Invitation.objects.get().invited_by == cast.pavel


def test_who_has_left_lets_nobody_in(cast, client):
    invitation = invite("zoe@new.example", group=cast.north, by=cast.mei)

    deactivate_person(cast.mei, by=cast.pavel)

    page = client.get(f"/invitation/{invitation.token}/")
    assert page.status_code == 410
    assert "can no longer do so" in page.content.decode()


def test_who_may_no_longer_invite_can_still_take_it_back(cast):
    invitation = invite("zoe@new.example", group=cast.north, by=cast.mei)
    put_in_group(cast.mei, cast.north, role="member", by=cast.pavel)
    cast.mei.refresh_from_db()

    assert revoke_invitation(invitation, by=cast.mei).revoked_at


def test_ten_letters_are_enough_for_one_invitation(cast):
    invitation = invite("zoe@new.example", group=cast.north, by=cast.mei)
    for _again in range(9):
        renew_invitation(invitation, by=cast.mei)

    with pytest.raises(Refused, match="sent 10 times"):
        renew_invitation(invitation, by=cast.mei)
