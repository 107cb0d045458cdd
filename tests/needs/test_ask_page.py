from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.kernel.clock import today
from manyhands.needs.models import Need
from manyhands.people.memberships import recount_groups
from tests.factories import make_group, someone
from tests.factories_needs import a_need

HTMX = {"HX-Request": "true"}
SAID = {"statement": "swim", "effect": "I float.", "audience": ["everybody"]}


def test_three_things_make_a_need(cast, client_for):
    answer = client_for(cast.salma).post("/needs/new/", SAID)

    need = Need.objects.get()
    assert answer.url == f"/needs/{need.pk}/"
    assert (need.statement, need.is_for_everybody, need.declarer) == ("swim", True, cast.salma)


def test_all_that_may_be_said_is_kept(cast, client_for):
    day = today() + timedelta(days=9)
    client_for(cast.salma).post(
        "/needs/new/",
        {
            **SAID,
            "audience": [str(cast.north.pk)],
            "other_groups": [str(cast.care.pk)],
            "is_restricted": "on",
            "needed_by": day.isoformat(),
            "effect_unit": "cases lost a week",
            "effect_baseline": "4",
            "effect_target": "0",
            "topics": ["Shifts", "water"],
        },
    )

    need = Need.objects.get()
    assert {group["name"] for group in need.summary["audience"]} == {
        "Warehouse North",
        "Customer care",
    }
    assert need.is_restricted
    assert need.needed_by == day
    assert {topic["name"] for topic in need.summary["topics"]} == {"shifts", "water"}
    assert need.effect_unit == "cases lost a week"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"statement": ""}, "Say in a few words"),
        ({"statement": "x" * 100_000}, "at most 200"),
        ({"effect": " "}, "Say what should change"),
        ({"audience": []}, "Say who needs it"),
        ({"audience": ["99999"]}, "is gone"),
        ({"other_groups": ["abc"]}, "not a valid value"),
        ({"needed_by": "2020-01-01"}, "has passed"),
        ({"needed_by": "tomorrow"}, "valid date"),
        ({"effect_unit": "cases"}, "needs both"),
        ({"effect_baseline": "4", "effect_target": "0"}, "what you count"),
        ({"effect_baseline": "many"}, "number"),
        ({"is_restricted": "on"}, "Choose the groups"),
        ({"topics": ["x" * 61]}, "at most 60"),
        ({"statement": "a\x00b"}, "Null characters"),
    ],
)
def test_a_refused_form_keeps_every_word(cast, client_for, wrong, words):
    said = {**SAID, "effect": "I float for an hour.", "topics": ["water"], **wrong}

    answer = client_for(cast.salma).post("/needs/new/", said)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert words in html
    assert "effect" in wrong or "I float for an hour." in html
    assert "topics" in wrong or '<option value="water" selected>' in html
    assert not Need.objects.exists()


def test_markup_stays_words(cast, client_for):
    client = client_for(cast.salma)
    bad = "<script>alert(1)</script>"
    client.post("/needs/new/", {**SAID, "statement": bad, "effect": bad, "topics": [bad]})

    need = Need.objects.get()
    for address in (f"/needs/{need.pk}/", "/needs/", f"/needs/{need.pk}/change/"):
        assert bad not in client.get(address).content.decode()


def test_a_failed_search_brings_its_words(cast, client_for):
    html = client_for(cast.salma).get("/needs/new/", {"statement": 'swim "far"'}).content.decode()

    assert 'value="swim &#34;far&#34;"' in html


def test_the_button_says_how_many_it_reaches(cast, client_for):
    recount_groups([cast.north.pk, cast.care.pk])
    client = client_for(cast.salma)

    def reach(**chosen):
        return client.get("/needs/new/reach/", chosen, headers=HTMX).content.decode()

    assert "Ask 2 colleagues" in reach(audience=[cast.north.pk])
    assert "Ask 5 colleagues" in reach(audience=[cast.north.pk], other_groups=[cast.care.pk])
    assert "Ask 9 colleagues" in reach(audience=["everybody"])
    assert ">Ask<" in reach(audience=["myself"])
    assert ">Ask<" in reach(audience=["9" * 40, "x"])


def test_groups_are_found_by_their_name(cast, client_for):
    html = client_for(cast.salma).get("/groups/suggestions/?q=ware", headers=HTMX).content.decode()

    assert "Warehouse North" in html
    assert "Customer care" not in html


def test_asking_asks_as_much_in_a_large_organisation(cast, client_for):
    client = client_for(cast.salma)

    def queries():
        client.get("/needs/new/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/needs/new/").status_code == 200
        return len(caught)

    few = queries()
    for number in range(30):
        group = make_group(f"Group {number}", parent=cast.root)
        someone(f"Person {number}", group)

    assert few == queries() <= 12


# Changing


def test_the_words_are_changed_where_they_stand(cast, client_for, told):
    need = a_need(cast.salma, "swim", cast.north, cast.care, topics=["water"])
    client = client_for(cast.salma)
    html = client.get(f"/needs/{need.pk}/change/").content.decode()
    assert 'value="swim"' in html
    assert f'<option value="{cast.care.pk}" selected>Customer care' in html

    answer = client.post(f"/needs/{need.pk}/change/", {**SAID, "statement": "dive"})

    assert answer.status_code == 303
    need.refresh_from_db()
    assert (need.statement, need.summary["audience"], need.summary["topics"]) == ("dive", [], [])
    assert told(need)[-1] == "need.changed"


def test_a_form_that_changes_nothing_says_nothing(cast, client_for, told):
    need = a_need(cast.salma, "swim", effect="I float.")

    client_for(cast.salma).post(f"/needs/{need.pk}/change/", SAID)

    assert told(need) == ["need.declared"]


def test_a_day_that_passed_meanwhile_may_stay(cast, client_for, travel):
    day = today() + timedelta(days=2)
    need = a_need(cast.salma, "swim", needed_by=day)
    travel(days=5)

    answer = client_for(cast.salma).post(
        f"/needs/{need.pk}/change/", {**SAID, "needed_by": day.isoformat()}
    )

    assert answer.status_code == 303


def test_nobody_else_changes_the_words(cast, client_for):
    need = a_need(cast.salma)

    assert client_for(cast.tom).get(f"/needs/{need.pk}/change/").status_code == 403
    assert client_for(cast.hana).post(f"/needs/{need.pk}/change/", SAID).status_code == 403
