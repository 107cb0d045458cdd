"""What only some may see is nowhere for the others: 404 on every address, no row, no suggestion."""

from __future__ import annotations

import pytest

from manyhands.needs import queries, rules
from manyhands.needs.live import may_follow_need
from manyhands.needs.models import Need
from tests.factories_needs import a_need, backed

READ = ("", "history/", "experts/", "change/", "nominations/", "proposals/", "declined/", "merged/")
WRITTEN = (
    "backings/",
    "backings/withdrawn/",
    "offers/",
    "offers/withdrawn/",
    "nominations/",
    "proposals/",
    "proposals/1/",
    "nominations/1/",
    "replies/",
    "readings/",
    "declined/",
    "withdrawn/",
    "merged/",
    "reopened/",
    "audience/",
)


@pytest.fixture
def hidden(cast) -> Need:
    return a_need(
        cast.salma, "speak about pay", cast.north, is_restricted=True, topics=["complaints"]
    )


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("salma", True),  # asked
        ("nora", True),  # of the group
        ("mei", True),  # leads it
        ("hana", True),  # coaches above it
        ("pavel", True),  # administrator
        ("leo", False),
        ("amara", False),
    ],
)
def test_who_sees_what_is_meant_for_a_group(cast, hidden, client_for, who, sees):
    person = getattr(cast, who)
    client = client_for(person)

    assert (hidden in Need.objects.visible_to(person)) == sees
    assert client.get(f"/needs/{hidden.pk}/").status_code == (200 if sees else 404)
    assert ("speak about pay" in client.get("/needs/").content.decode()) == sees
    assert bool(may_follow_need(person, hidden.pk)) == sees


@pytest.mark.parametrize("path", READ)
def test_nobody_outside_reads_of_it(cast, hidden, client_for, path):
    assert client_for(cast.tom).get(f"/needs/{hidden.pk}/{path}").status_code == 404


@pytest.mark.parametrize("path", WRITTEN)
def test_nobody_outside_writes_to_it(cast, hidden, client_for, path):
    assert client_for(cast.tom).post(f"/needs/{hidden.pk}/{path}").status_code == 404


def test_it_is_suggested_to_nobody_outside(cast, hidden, client_for):
    assert queries.could_answer(cast.tom) == []

    html = client_for(cast.nora).get(f"/needs/{hidden.pk}/experts/").content.decode()
    assert "Tom Wilk" not in html


def test_it_is_no_twin_of_what_all_see(cast, hidden, client_for):
    open_need = a_need(cast.nora, "speak about pay slips", topics=["complaints"])

    html = client_for(cast.nora).get(f"/needs/{open_need.pk}/merged/?q=pay").content.decode()

    assert f"/needs/{hidden.pk}/" not in html


def test_who_backed_it_sees_it_after_a_move(cast, hidden):
    backed(hidden, cast.nora)
    cast.nora.memberships.all().delete()
    cast.nora.circle = []

    assert rules.can_see(cast.nora, hidden)


@pytest.mark.parametrize("path", ["/needs/", "/needs/new/", "/needs/1/", "/needs/cost/"])
def test_a_stranger_is_asked_to_sign_in(cast, client, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_an_address_of_nothing_is_not_found(cast, client_for):
    client = client_for(cast.tom)

    assert client.get("/needs/999999/").status_code == 404
    assert client.get(f"/needs/{'9' * 30}/").status_code == 404
