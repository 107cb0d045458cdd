"""Words, beginnings, slips, pieces; only what one may see."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyhands.courses.blocks import build
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.needs import actions as needs
from manyhands.people.actions import deactivate_person
from manyhands.search.find import PLACES, find
from manyhands.search.models import Document, DocumentKind
from tests.factories_courses import FIRST, a_course, a_draft
from tests.factories_needs import a_need

SHIFT = "need: hand over a night shift"


@pytest.fixture
def need(cast, deliver):
    need = a_need(cast.salma, "hand over a night shift", topics=("shifts",))
    a_need(cast.jonas, "invoice a customer outside the EU")
    deliver()
    return need


@pytest.mark.parametrize(
    "words",
    [
        "night shift",
        "shift NIGHT",
        "nig",
        "hand over a nigh",
        "nigth",  # two letters changed places
        "nihgt shft",
        "saturday",  # in what should change
        "shifts",
        "hand over the night shift please",
    ],
)
def test_it_is_found_by(cast, need, found, words):
    assert found(cast.nora, words)[0] == SHIFT


@pytest.mark.parametrize("words", ["", "   ", "?!", "xylophone", "night-mare-less zzz qqq"])
def test_what_fits_nothing_finds_nothing_else(cast, need, found, words):
    assert [one for one in found(cast.nora, words) if one != SHIFT] == []


def test_accents_and_case_do_not_matter(known, found):
    assert found(known.nora, "INES") == found(known.nora, "inés") == ["person: Inês Costa"]


@pytest.mark.parametrize("typed", ["gtae", "hate", "gatte", "agte", "gats"])
def test_a_slip_in_a_short_word_is_forgiven(cast, deliver, found, typed):
    a_need(cast.salma, "open the gate")
    deliver()

    assert found(cast.nora, typed) == ["need: open the gate"]


def test_a_word_that_is_still_being_typed_has_no_slip(cast, deliver, found):
    a_need(cast.salma, "open the gate")
    a_need(cast.salma, "oil the bat")
    deliver()

    assert found(cast.nora, "gat") == ["need: open the gate"]
    assert found(cast.nora, "gat oil")[0] == "need: oil the bat"


@pytest.mark.parametrize(
    "typed",
    ["turquise", "turqoise", "durquoize", "dispatchr", "dispathcre", "dizpatsher", "tispatcherr"],
)
def test_up_to_two_slips_in_a_long_word_are_forgiven(cast, deliver, found, typed):
    a_need(cast.nora, "find the turquoise dispatcher")
    deliver()

    assert found(cast.nora, typed) == ["need: find the turquoise dispatcher"]


def test_part_of_a_long_word_is_enough(cast, deliver, found):
    a_need(cast.salma, "book a customsclearance")
    deliver()

    assert found(cast.nora, "clearance") == ["need: book a customsclearance"]


def test_all_the_words_stand_above_some_of_them(cast, need, deliver, found):
    a_need(cast.leo, "drive at night")
    deliver()

    assert found(cast.nora, "night shift") == [SHIFT, "need: drive at night"]


def test_a_restricted_need_is_found_by_those_who_may_see_it(cast, deliver, found):
    a_need(cast.pavel, "open the safe", cast.office, is_restricted=True)
    deliver()

    assert found(cast.pavel, "safe") == ["need: open the safe"]
    assert found(cast.nora, "safe") == []


def test_a_course_for_others_is_not_found(cast, deliver, found):
    course = a_course(cast.amara, "Answer a complaint", cast.care)
    deliver()

    assert f"course: {course.title}" in found(cast.tom, "complaint")
    assert found(cast.jonas, "complaint") == []


def test_a_draft_is_never_found(cast, deliver, found):
    a_draft(cast.amara, "Answer a complaint")
    deliver()

    assert found(cast.amara, "complaint") == []


def test_who_left_is_not_found(known, deliver, found):
    assert found(known.nora, "Tom Wilk") == ["person: Tom Wilk"]
    deactivate_person(known.tom, by=known.pavel)

    assert found(known.nora, "Tom Wilk") == []  # at once
    deliver()
    assert found(known.nora, "Tom Wilk") == []


def test_people_are_found_by_what_they_can_explain(known, found):
    assert "person: Leo Brandt" in found(known.nora, "damage")


def test_a_question_is_found_with_its_answer(cast, deliver, found):
    course = a_course(cast.amara)
    remark = Remark(kind="question", text="Where does the form go?", block_id=FIRST)
    item = feedback.say(course.current, remark=remark, by=cast.nora)
    feedback.answer_item(item, text="Into the turquoise tray.", by=cast.amara)
    deliver()

    assert found(cast.leo, "turquoise") == ["question: Where does the form go?"]


def test_what_is_said_to_the_author_alone_is_not_found(cast, deliver, found):
    course = a_course(cast.amara)
    remark = Remark(kind="outdated", text="The turquoise tray is gone.", block_id=FIRST)
    feedback.say(course.current, remark=remark, by=cast.nora)
    deliver()

    assert found(cast.leo, "turquoise") == []


def test_a_block_leads_to_its_place(cast, deliver):
    blocks = [build.heading("On Sundays"), build.paragraph("Ring the bell.", id="sundaybell01")]
    course = a_course(cast.amara, "Weekend gates", blocks=blocks)
    deliver()
    [hit] = find("bell", by=cast.nora)

    assert hit.document.title == "Weekend gates › On Sundays"
    assert (hit.document.object_id, hit.document.place) == (course.pk, "sundaybell01")


def test_one_course_does_not_fill_the_page(cast, deliver):
    blocks = [build.paragraph(f"Ring bell number {n}.") for n in range(10)]
    a_course(cast.amara, "Weekend gates", blocks=blocks)
    deliver()

    assert len(find("bell", by=cast.nora)) == PLACES


def test_the_index_follows_what_changes(cast, need, deliver, found):
    from tests.factories_needs import details

    needs.change_need(need, details=details("leave a calm desk"), by=cast.salma)
    deliver()
    assert found(cast.nora, "calm desk") == ["need: leave a calm desk"]
    assert found(cast.nora, "shift") == []
    needs.withdraw_need(need, by=cast.salma)
    deliver()
    assert found(cast.nora, "calm desk") == []


HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="\"'()*:^-+|&!<>%_\\ ORANDNEAR\x00éß漢🙂", max_size=80),
    st.sampled_from(
        [
            '"',
            "'",
            'title_words : "a"',
            "a AND b OR NOT c",
            "NEAR(a b)",
            "a:* | b:B",
            "%' --",
            "\\",
            "x" * 10_000,
            "x " * 5_000,
            "é" * 10_000,
            "\x00\x01",
            "ﬁ Å ß İ",
        ]
    ),
)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=HOSTILE)
def test_nothing_that_is_typed_breaks_it(cast, need, words):
    find(words, by=cast.nora)


def test_the_need_that_others_joined_is_found_by_their_topics(cast, need, found, deliver):
    survivor = a_need(cast.leo, "end my shift on time")
    needs.merge_needs(need, into=survivor, by=cast.salma)
    deliver()

    assert found(cast.nora, "shifts") == ["need: end my shift on time"]


def test_of_words_that_stand_everywhere_those_in_the_title_come_first(
    cast, deliver, found, monkeypatch
):
    monkeypatch.setattr("manyhands.search.engines.fts5.FREQUENT", 0)
    a_need(cast.salma, "plan the week", effect="The night shift is never planned.")
    a_need(cast.salma, "hand over a night shift")
    deliver()

    assert found(cast.nora, "night shift") == [SHIFT, "need: plan the week"]


def test_of_many_such_words_it_counts_how_many_stand_in_the_title(
    cast, deliver, found, monkeypatch
):
    monkeypatch.setattr("manyhands.search.engines.fts5.FREQUENT", 0)
    words = "write down who takes the keys at noon"
    a_need(cast.salma, "take the keys", effect=f"We {words}, always.")
    a_need(cast.salma, words)
    deliver()

    first, second = found(cast.nora, words)
    assert (first, second) == (f"need: {words}", "need: take the keys")


def test_words_whose_document_has_gone_find_nothing(cast, deliver, found, monkeypatch):
    monkeypatch.setattr("manyhands.search.engines.fts5.FREQUENT", 0)
    words = "write down who takes the keys at noon"
    gone = a_need(cast.salma, words)
    a_need(cast.salma, "take the keys", effect=f"We {words}, always.")
    deliver()
    Document.objects.filter(kind=DocumentKind.NEED, object_id=gone.pk)._raw_delete("default")

    assert found(cast.nora, words) == ["need: take the keys"]


def test_a_rare_word_is_weighed_among_what_holds_the_frequent_ones(
    cast, deliver, found, monkeypatch
):
    monkeypatch.setattr("manyhands.search.engines.fts5.FREQUENT", 2)
    for words in ("paint a gate", "close a gate", "ring the bell", "hear the bell at the gate"):
        a_need(cast.salma, words)
    deliver()

    assert found(cast.nora, "bell gate")[0] == "need: hear the bell at the gate"


def test_a_single_letter_finds_what_begins_with_it_in_the_title(cast, deliver, found, monkeypatch):
    monkeypatch.setattr("manyhands.search.engines.fts5.FREQUENT", 0)
    a_need(cast.salma, "zip a bag")
    deliver()

    assert found(cast.nora, "z") == ["need: zip a bag"]


def test_short_words_are_looked_for_as_well(cast, deliver, found):
    a_need(cast.salma, "go to bed")
    a_need(cast.salma, "stay in bed")
    deliver()

    assert found(cast.nora, "in bed")[0] == "need: stay in bed"
