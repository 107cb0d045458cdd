from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from manyhands.kernel.access import Refused
from manyhands.kernel.clock import today
from manyhands.needs import actions
from manyhands.needs.models import Need, NeedState
from tests.factories import someone
from tests.factories_needs import a_need, details


def test_a_need_is_seen_at_once(cast, told):
    need = a_need(cast.salma, "hand over a night shift", cast.north, cast.care, topics=["Shifts"])

    assert need.state == NeedState.OPEN
    assert told(need) == ["need.declared"]
    assert need in Need.objects.visible_to(cast.jonas)
    assert need.waiting_count == 1


def test_a_row_of_the_board_is_kept_with_the_need(cast):
    need = a_need(cast.salma, "hand over a night shift", cast.north, cast.care, topics=["Shifts"])

    assert [part["name"] for part in need.summary["audience"]] == [
        "Customer care",
        "Warehouse North",
    ]
    assert [part["name"] for part in need.summary["topics"]] == ["shifts"]
    assert [face["initials"] for face in need.summary["faces"]] == ["SD"]
    assert need.summary["doing"] is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("I need to read a bill of lading.", "read a bill of lading"),
        ("  read\n a bill\tof lading ", "read a bill of lading"),
        ("i need TO swim…", "swim"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("…", "…"),
    ],
)
def test_the_sentence_is_kept_on_one_line_without_its_opening(cast, written, kept):
    assert a_need(cast.salma, written).statement == kept


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"statement": " \n "}, "what you need"),
        ({"statement": "x" * 201}, "at most 200"),
        ({"effect": ""}, "what should change"),
        ({"effect": "x" * 2001}, "at most 2000"),
        ({"is_for_everybody": True, "is_restricted": True}, "Choose the groups"),
        ({"effect_unit": "cases a week"}, "needs both"),
        ({"effect_baseline": Decimal(4), "effect_target": Decimal(0)}, "what you count"),
        ({"effect_unit": "cases", "effect_target": Decimal(0)}, "needs both"),
        (
            {"effect_unit": "c", "effect_baseline": Decimal(4), "effect_target": Decimal(4)},
            "same as today",
        ),
        (
            {"effect_unit": "c", "effect_baseline": Decimal("1e30"), "effect_target": Decimal(4)},
            "too large",
        ),
        ({"needed_by": today() - timedelta(days=1)}, "has passed"),
        ({"needed_by": today() + timedelta(days=9999)}, "ten years"),
        ({"topics": tuple(f"topic {n}" for n in range(9))}, "At most 8"),
        ({"topics": ("x" * 61,)}, "at most 60"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(cast, said, words):
    said = {"statement": "swim", "effect": "I float.", **said}

    with pytest.raises(Refused, match=words):
        actions.declare_need(details=details(said.pop("statement"), **said), by=cast.salma)
    assert not Need.objects.exists()


def test_a_form_sent_twice_makes_one_need(cast, told):
    first = a_need(cast.salma, "read a bill of lading")
    second = a_need(cast.salma, "Read a bill of lading".replace("R", "r"))

    assert first == second
    assert told(first) == ["need.declared"]


def test_the_same_words_a_day_later_are_another_need(cast, travel):
    first = a_need(cast.salma)
    travel(days=1)

    assert a_need(cast.salma) != first


def test_somebody_without_a_group_asks_for_themselves(cast):
    alone = someone("Alone")

    need = a_need(alone, "find the canteen", is_for_everybody=False)

    assert need in Need.objects.visible_to(cast.leo)
    assert need in Need.objects.visible_to(alone)


def test_a_group_that_is_gone_is_said(cast):
    cast.north.pk = 99_999

    with pytest.raises(Refused, match="is gone"):
        actions.declare_need(details=details("swim", cast.north), by=cast.salma)
