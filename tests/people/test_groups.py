"""The tree of groups, and who belongs where."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.people.actions import (
    change_group,
    delete_group,
    make_group,
    move_group,
    put_in_group,
    take_out_of_group,
)
from manyhands.people.models import Group, Person
from tests.factories import someone


def fresh(row):
    row.refresh_from_db()
    return row


def test_a_manager_makes_a_group_below_hers_and_leads_it_too(cast):
    night = make_group("Night shift", kind="team", parent=cast.north, by=cast.mei)

    assert night.lineage == [cast.root.pk, cast.operations.pk, cast.north.pk, night.pk]
    assert night.pk in fresh(cast.mei).managed
    assert night.pk in fresh(cast.hana).coached
    assert Entry.objects.get(kind="people.group.made").facts["name"] == "Night shift"


def test_moving_a_group_takes_its_people_along(cast):
    move_group(cast.north, parent=cast.forwarding, by=cast.pavel)

    north = fresh(cast.north)
    assert north.lineage == [cast.root.pk, cast.forwarding.pk, north.pk]
    assert fresh(cast.salma).circle == sorted(north.lineage)
    assert (fresh(cast.operations).people_count, fresh(cast.forwarding).people_count) == (2, 4)
    assert north.pk in fresh(cast.hana).coached


def test_moving_a_group_moves_what_lies_below_it(cast):
    move_group(cast.operations, parent=cast.care, by=cast.pavel)

    assert fresh(cast.south).lineage == [
        cast.root.pk,
        cast.care.pk,
        cast.operations.pk,
        cast.south.pk,
    ]
    assert cast.care.pk in fresh(cast.leo).circle


@pytest.mark.parametrize(
    ("group", "parent", "why"),
    [
        ("root", "north", "cannot be moved"),
        ("operations", "north", "below itself"),
        ("north", "north", "below itself"),
    ],
)
def test_a_tree_stays_a_tree(cast, group, parent, why):
    with pytest.raises(Refused, match=why):
        move_group(getattr(cast, group), parent=getattr(cast, parent), by=cast.pavel)


def test_a_manager_moves_what_is_below_her_group_not_the_group_itself(cast):
    night = make_group("Night", kind="team", parent=cast.north, by=cast.mei)
    day = make_group("Day", kind="team", parent=cast.north, by=cast.mei)

    mei = fresh(cast.mei)
    assert move_group(night, parent=day, by=mei).parent == day
    for group, parent in [(cast.north, cast.care), (day, cast.care), (cast.north, day)]:
        with pytest.raises(Refused):
            move_group(group, parent=parent, by=mei)


def test_two_siblings_never_have_one_name(cast):
    with pytest.raises(Refused, match="already"):
        make_group("Warehouse South", kind="site", parent=cast.operations, by=cast.pavel)
    with pytest.raises(Refused, match="already"):
        change_group(cast.north, name="Warehouse South", kind="site", by=cast.pavel)


def test_a_new_name_is_shown_beside_its_people(cast):
    change_group(cast.north, name="Halls", kind="site", by=cast.mei)

    assert fresh(cast.salma).group_name == "Halls"


def test_only_an_empty_group_goes(cast):
    with pytest.raises(Refused, match="empty"):
        delete_group(cast.north, by=cast.pavel)
    delete_group(cast.customs, by=cast.pavel)

    assert not Group.objects.filter(pk=cast.customs.pk).exists()
    assert cast.customs.pk not in fresh(cast.hana).coached


def test_a_group_that_something_is_meant_for_stays(cast):
    from manyhands.kernel.clock import now
    from manyhands.needs.models import Need

    need = Need.objects.create(declarer=cast.nora, statement="x", effect="y", declared_at=now())
    need.audience.add(cast.customs)

    with pytest.raises(Refused, match="meant for this group"):
        delete_group(cast.customs, by=cast.pavel)


def test_putting_somebody_in_and_taking_them_out(cast):
    put_in_group(cast.tom, cast.north, by=cast.mei)
    assert cast.north.pk in fresh(cast.tom).circle
    assert fresh(cast.north).people_count == 4

    take_out_of_group(cast.tom, cast.north, by=cast.mei)
    take_out_of_group(cast.tom, cast.north, by=cast.mei)
    assert cast.north.pk not in fresh(cast.tom).circle
    assert Entry.objects.filter(kind="people.membership.ended").count() == 1


def test_another_role_is_a_fact_the_same_role_is_none(cast):
    put_in_group(cast.nora, cast.north, role="coach", by=cast.mei)
    put_in_group(cast.nora, cast.north, role="coach", by=cast.mei)

    assert fresh(cast.nora).coached == [cast.north.pk]
    assert Entry.objects.filter(kind="people.membership.changed").count() == 1


@pytest.mark.parametrize("who", ["nora", "hana", "leo"])
def test_only_managers_and_administrators_arrange(cast, who):
    by = getattr(cast, who)

    for act in (
        lambda: make_group("New", kind="team", parent=cast.north, by=by),
        lambda: change_group(cast.north, name="New", kind="team", by=by),
        lambda: put_in_group(cast.tom, cast.north, by=by),
        lambda: take_out_of_group(cast.salma, cast.north, by=by),
        lambda: delete_group(cast.customs, by=by),
    ):
        with pytest.raises(Refused):
            act()


def test_everybody_may_leave_a_group_themselves(cast):
    take_out_of_group(cast.ines, cast.drivers, by=cast.ines)

    assert cast.drivers.pk not in fresh(cast.ines).circle


def test_somebody_without_a_group_breaks_nothing(cast, client_for):
    lone = someone("Lone Wolf")
    client = client_for(lone)

    for address in ("/people/", "/me/", "/groups/", "/me/settings/", f"/people/{lone.pk}/"):
        assert client.get(address).status_code == 200


def test_many_at_once_by_the_form(cast, client_for):
    chosen = [cast.tom.pk, cast.leo.pk]
    address = reverse("people:group_members", args=[cast.north.pk])
    answer = client_for(cast.mei).post(address, {"people": chosen, "role": "coach"})

    assert answer.status_code == 303
    assert set(Person.objects.filter(memberships__role="coach", memberships__group=cast.north)) == {
        cast.tom,
        cast.leo,
    }


def test_without_javascript_one_looks_for_a_name_first(cast, client_for):
    address = reverse("people:group", args=[cast.north.pk])
    page = client_for(cast.mei).get(address, {"who": "tom"}).text

    assert f'<option value="{cast.tom.pk}" data-note=' in page


def test_nobody_chosen_is_said(cast, client_for):
    address = reverse("people:group_members", args=[cast.north.pk])

    page = client_for(cast.mei).post(address, {"people": ["x", "999999"]})
    assert page.status_code == 422
    assert "Choose at least one person" in page.content.decode()
    assert "People of this group" in page.content.decode()


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "Warehouse South", "\u200b"])
def test_a_name_that_cannot_be_is_said_beside_the_field(cast, client_for, name):
    address = reverse("people:groups_below", args=[cast.operations.pk])
    page = client_for(cast.pavel).post(address, {"name": name, "kind": "team"})

    assert page.status_code == 422
    assert b'class="error"' in page.content


def test_markup_in_a_name_is_words(cast, client_for):
    client = client_for(cast.pavel)
    name = "<script>alert(1)</script>"
    client.post(reverse("people:groups_below", args=[cast.root.pk]), {"name": name, "kind": "team"})

    for address in ("/groups/", f"/groups/{cast.root.pk}/", "/people/"):
        assert b"<script>alert" not in client.get(address).content


@pytest.mark.parametrize(
    ("who", "role", "said"),
    [
        ("nora", "", "1 person is no longer in Warehouse North."),
        ("nora", "coach", "Kept."),
        ("mei", "member", "You no longer manage Warehouse North."),
    ],
)
def test_what_was_done_with_people_is_said(cast, client_for, who, role, said):
    address = reverse("people:group_members", args=[cast.north.pk])
    sent = {"people": [getattr(cast, who).pk], "role": role}

    assert said in client_for(cast.mei).post(address, sent, follow=True).content.decode()
