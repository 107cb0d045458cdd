"""Leaving, returning, and who administers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.people.actions import (
    deactivate_person,
    let_return,
    make_administrator,
    unmake_administrator,
)


def fresh(row):
    row.refresh_from_db()
    return row


def test_who_leaves_is_counted_no_more_and_keeps_their_place(cast):
    deactivate_person(cast.salma, by=cast.pavel)

    assert fresh(cast.north).people_count == 2
    assert fresh(cast.salma).circle
    assert Entry.objects.get(kind="people.person.deactivated").subject_id == cast.salma.pk


def test_who_returns_is_counted_again(cast):
    deactivate_person(cast.salma, by=cast.pavel)
    let_return(cast.salma, by=cast.pavel)

    assert fresh(cast.salma).is_active
    assert fresh(cast.north).people_count == 3


def test_the_last_administrator_stays(cast):
    for act in (deactivate_person, unmake_administrator):
        with pytest.raises(Refused, match="only administrator"):
            act(cast.pavel, by=cast.pavel)


def test_with_another_administrator_the_first_may_go(cast):
    hana = make_administrator(cast.hana, by=cast.pavel)
    deactivate_person(cast.pavel, by=hana)

    with pytest.raises(Refused, match="only administrator"):
        unmake_administrator(hana, by=hana)


@pytest.mark.parametrize("who", ["nora", "hana", "mei"])
@pytest.mark.parametrize("act", [deactivate_person, make_administrator])
def test_nobody_else_does_that(cast, who, act):
    with pytest.raises(Refused, match="Only administrators"):
        act(cast.leo, by=getattr(cast, who))


def test_done_twice_it_is_said(cast):
    deactivate_person(cast.salma, by=cast.pavel)

    with pytest.raises(Refused, match="left already"):
        deactivate_person(cast.salma, by=cast.pavel)


def test_a_page_of_somebody_who_left_says_so(cast, client_for):
    client = client_for(cast.pavel)
    client.post(reverse("people:leaving", args=[cast.salma.pk]))

    page = client_for(cast.nora).get(f"/people/{cast.salma.pk}/").content.decode()
    assert "has left" in page
    assert "Ask Salma" not in page
    client.get("/people/")  # shows the toast
    assert "Salma" not in client.get("/people/").content.decode()
    assert "Salma Diallo" in client.get("/people/?left=1").content.decode()


def test_only_administrators_see_who_has_left(cast, client_for):
    deactivate_person(cast.salma, by=cast.pavel)

    assert "Salma Diallo" not in client_for(cast.mei).get("/people/?left=1").content.decode()
