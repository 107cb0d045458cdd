"""Who is told of what happens to needs."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.journal.models import Delivery, DeliveryState, Entry
from manyhands.journal.queue import run
from manyhands.kernel.portions import in_portions
from manyhands.needs import actions
from manyhands.needs.events import NeedDeclared
from manyhands.needs.models import Need
from manyhands.notifications import telling
from manyhands.notifications.models import Family, Notice
from manyhands.notifications.telling import News
from manyhands.people.actions import deactivate_person
from tests.factories import make_topic, someone
from tests.factories_courses import a_course
from tests.factories_needs import a_card, a_need, answered, backed, read_by, reply


@pytest.fixture
def need(cast, deliver):
    need = backed(a_need(cast.salma, "hand over a night shift", cast.north), cast.leo)
    deliver()
    Notice.objects.all().delete()
    return need


def test_its_groups_and_those_who_can_explain_it_are_told(cast, deliver, told):
    a_need(cast.salma, "hand over a night shift", cast.north, topics=("shifts",))
    deliver()

    assert told(cast.amara) == ["need_for_expert"]
    assert told(cast.nora) == ["need_declared"]
    assert told(cast.salma) == told(cast.jonas) == []


def test_a_sentence_reads_as_one(cast, deliver, sentences):
    a_need(cast.salma, "hand over a night shift", cast.north)
    deliver()

    assert sentences(cast.nora) == ["Salma Diallo asks: “I need to hand over a night shift”."]


def test_who_may_not_see_a_need_is_not_told(cast, deliver, told):
    make_topic("gates")
    a_need(cast.nora, "open the safe", cast.office, topics=("gates",), is_restricted=True)
    deliver()

    assert told(cast.salma) == []
    assert told(cast.pavel) == ["need_declared"]


def test_a_delivery_run_twice_tells_once(cast, need, deliver):
    actions.offer_answer(need, by=cast.amara)
    deliver()
    before = Notice.objects.count()
    done = Delivery.objects.filter(receiver="notifications.tell_of_offer")
    done.update(state=DeliveryState.OPEN)
    for delivery in done:
        assert run(delivery)

    assert before == Notice.objects.count() == 2


def test_what_is_taken_back_within_thirty_seconds_is_never_told(cast, need, deliver, told):
    actions.offer_answer(need, by=cast.amara)
    actions.withdraw_offer(need, by=cast.amara)
    deliver()

    assert told(cast.salma) == []


def test_an_offer_withdrawn_later_is_told(cast, need, deliver, travel, told):
    actions.offer_answer(need, by=cast.amara)
    deliver()
    travel(days=1)
    actions.withdraw_offer(need, by=cast.amara)
    deliver()

    assert told(cast.salma) == told(cast.leo) == ["offer_made", "offer_withdrawn"]


def test_a_backing_taken_back_is_not_told(cast, need, deliver, told):
    actions.back_need(need, by=cast.tom)
    actions.withdraw_backing(need, by=cast.tom)
    actions.back_need(need, by=cast.ines)
    deliver()

    assert told(cast.salma) == ["need_backed"]


def test_very_many_are_told_in_portions(cast, need, monkeypatch):
    entry = Entry.objects.about(need).filter(kind=NeedDeclared.kind).get()
    people = {someone(f"Ada Lind {n}", cast.north).pk for n in range(5)}
    news = News(kind="need_declared", family=Family.AROUND, url="/")
    monkeypatch.setattr(telling, "in_portions", partial(in_portions, size=2))

    telling.tell({min(people)}, news, of=entry)
    with CaptureQueriesContext(connection) as asked:
        telling.tell(people, news, of=entry)

    told = Notice.objects.filter(entry_id=entry.pk, person__in=people)
    assert sorted(told.values_list("person_id", flat=True)) == sorted(people)
    assert sum("INSERT" in query["sql"] for query in asked) == 3


def test_who_is_named_is_asked_and_their_yes_is_told_once(cast, need, deliver, told, sentences):
    nomination = actions.nominate(need, nominee=cast.amara, by=cast.tom)
    deliver()
    actions.accept_nomination(nomination, by=cast.amara)
    deliver()

    assert told(cast.amara) == ["nominated"]
    assert told(cast.salma) == ["offer_made"]
    assert sentences(cast.tom) == [
        "Amara Osei will answer “I need to hand over a night shift”: you named them."
    ]


def test_who_writes_at_once_is_told_of_once(cast, need, deliver, told):
    actions.offer_answer(need, by=cast.amara)
    actions.start_draft(need, answer_id=1, by=cast.amara)
    deliver()

    assert told(cast.salma) == ["draft_started"]


def test_a_cant_is_told_to_who_named_and_who_asked(cast, need, deliver, told):
    nomination = actions.nominate(need, nominee=cast.amara, by=cast.tom)
    actions.decline_nomination(nomination, reply="Not this month.", by=cast.amara)
    deliver()

    assert told(cast.tom) == told(cast.salma) == ["nomination_declined"]
    assert told(cast.amara) == []


def test_who_asked_decides_whether_it_answers(cast, need, deliver, told, sentences):
    course = a_course(cast.tom)
    proposal = actions.propose_answer(need, answer=a_card(course.pk), by=cast.tom)
    deliver()
    actions.refuse_answer(proposal, by=cast.salma)
    deliver()

    assert told(cast.salma) == ["answer_proposed"]
    assert "“Hand over in ten minutes”" in sentences(cast.tom)[0]


def test_the_answer_is_told_to_all_who_wait(cast, deliver, told):
    _with_a_course(cast)
    deliver()

    assert "need_answered" in told(cast.salma)
    assert "need_answered" in told(cast.leo)
    assert "need_answered" not in told(cast.amara)


def test_an_answer_that_one_may_not_open_is_told_without_its_title(cast, need, deliver, told):
    answered(need, by=cast.amara)  # with something that nobody may open
    deliver()

    assert told(cast.salma) == told(cast.leo) == ["draft_started", "need_answered_closed"]
    assert told(cast.amara) == []


def test_those_who_waited_are_asked_and_those_who_helped_are_thanked(cast, deliver, sentences):
    need = _with_a_course(cast)
    actions.offer_answer(a_need(cast.leo, "read a bill"), by=cast.amara)
    checkins = read_by(need, cast.salma, cast.leo)
    deliver()
    reply(checkins[0], "yes", "Nothing got lost.")
    deliver()

    assert "You needed to hand over a night shift. Did the answer solve it?" in sentences(cast.leo)
    assert (
        sentences(cast.leo)[-1]
        == "“I need to hand over a night shift” is solved: that is what those who waited say."
    )


def test_a_reply_without_a_name_is_told_without_one(cast, deliver, sentences):
    need = _with_a_course(cast)
    [checkin] = read_by(need, cast.salma)
    reply(checkin, "yes", nameless=True)
    deliver()

    assert sentences(cast.amara)[-1].startswith("Somebody says “I need to hand over a night shift”")
    assert not Notice.objects.filter(actor_id=cast.salma.pk, kind__contains="solved").exists()


def test_a_no_of_who_asked_opens_it_again_for_all(cast, deliver, told, sentences):
    need = _with_a_course(cast)
    [checkin] = read_by(need, cast.salma)
    reply(checkin, "no", "It says who signs, not where.")
    deliver()

    assert told(cast.leo)[-1] == "need_reopened"
    assert told(cast.amara)[-1] == "need_reopened_why"
    assert "It says who signs, not where." in sentences(cast.amara)[-1]


def test_a_declined_need_says_why(cast, need, deliver, sentences):
    actions.decline_need(need, reason="The tool goes in May.", by=cast.hana)
    deliver()

    assert sentences(cast.leo) == sentences(cast.salma)
    assert sentences(cast.leo)[-1].endswith(": “The tool goes in May.”")


def test_joined_needs_tell_both_sides(cast, need, deliver, told):
    other = backed(a_need(cast.jonas, "end a night shift"), cast.ines)
    actions.merge_needs(other, into=need, by=cast.hana)
    deliver()

    for person in (cast.salma, cast.leo, cast.jonas, cast.ines):
        assert "need_merged" in told(person)


def test_who_left_is_told_nothing_and_their_heir_is(cast, need, deliver, told):
    deactivate_person(cast.salma, by=cast.pavel)
    deliver()
    actions.back_need(need, by=cast.tom)
    deliver()

    assert told(cast.salma) == []
    assert told(cast.leo) == ["declarer_changed", "need_backed"]


def test_a_coach_who_takes_a_group_out_tells_who_asked(cast, deliver, sentences):
    need = a_need(cast.salma, "hand over a night shift", cast.north, cast.south)
    actions.take_group_out(need, group=cast.south, by=cast.hana)
    deliver()

    assert sentences(cast.salma)[-1] == (
        "Hana Bauer says “I need to hand over a night shift” does not concern Warehouse South."
    )


def _with_a_course(cast) -> Need:
    """Salma asked, Leo waits too, Amara wrote the course, Ines named her."""
    need = backed(a_need(cast.salma), cast.leo)
    actions.nominate(need, nominee=cast.amara, by=cast.ines)
    a_course(cast.amara, need=need)
    need.refresh_from_db()
    return need
