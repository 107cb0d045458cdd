"""How replies move a need (rulings B2, B3)."""

from __future__ import annotations

import pytest

from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.needs import actions, queries, rules
from manyhands.needs.models import CheckIn, NeedState
from tests.factories_needs import a_card, an_answered_need, read_by, reply

ANSWERED, SOLVED, CLAIMED = NeedState.ANSWERED, NeedState.SOLVED, NeedState.CLAIMED


@pytest.fixture
def need(cast):
    return an_answered_need(cast.salma, [cast.nora, cast.leo, cast.tom], author=cast.amara)


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        # the declarer decides
        (["salma yes"], SOLVED),
        (["salma no"], CLAIMED),
        (["salma partly"], ANSWERED),
        (["salma partly", "nora yes", "leo yes", "tom yes"], ANSWERED),
        (["salma partly", "salma yes"], SOLVED),
        (["salma yes", "salma no"], CLAIMED),
        (["salma yes", "salma partly"], SOLVED),
        (["nora no", "leo no", "salma yes"], SOLVED),
        (["salma not_read", "nora yes", "leo yes"], SOLVED),
        # until the declarer has replied, half of those asked
        (["nora yes"], ANSWERED),
        (["nora yes", "leo yes"], SOLVED),
        (["nora no", "leo partly", "tom yes"], ANSWERED),
        (["nora yes", "nora no", "leo yes"], ANSWERED),
        # a backer's no reopens nothing
        (["nora yes", "leo yes", "tom no"], SOLVED),
        (["salma yes", "nora no", "leo no", "tom no"], SOLVED),
        # the declarer's no does
        (["nora yes", "leo yes", "salma no"], CLAIMED),
    ],
)
def test_how_replies_move_a_need(cast, need, replies, state):
    people = {name: getattr(cast, name) for name in ("salma", "nora", "leo", "tom")}
    for person in people.values():
        actions.ask_whether_solved(need, person)

    for said in replies:
        name, words = said.split()
        need = reply(CheckIn.objects.get(person=people[name], wave=0, round=0), words)

    assert need.state == state


def test_one_asked_who_says_yes_is_half_of_those_asked(cast, need):
    assert reply(read_by(need, cast.nora)[0], "yes").state == SOLVED


def test_a_no_of_the_declarer_keeps_everybody_waiting(cast, need, told):
    need = reply(read_by(need, cast.salma)[0], "no", "Phones are missing.")

    assert need.waiting_count == 4
    assert need.reopened_count == 1
    assert told(need)[-2:] == ["checkin.replied", "need.reopened"]
    reopened = Entry.objects.about(need).latest("pk")
    assert "Phones" not in str(reopened.facts)


def test_solved_is_dated_and_told_once(cast, need, told):
    nora, salma = read_by(need, cast.nora, cast.salma)
    reply(nora, "partly")
    need = reply(salma, "yes")
    need = reply(CheckIn.objects.get(pk=nora.pk), "yes")

    assert need.solved_at
    assert told(need).count("need.solved") == 1


def test_a_reply_sent_twice_counts_once(cast, need, told):
    checkin = read_by(need, cast.nora)[0]

    reply(checkin, "partly", "Nearly.")
    reply(checkin, "partly", "Nearly.")

    assert told(need).count("checkin.replied") == 1


def test_the_fact_carries_no_sentence(cast, need):
    reply(read_by(need, cast.nora)[0], "partly", "My boss is wrong.", nameless=True)

    fact = Entry.objects.get(kind="needs.checkin.replied").facts
    assert "boss" not in str(fact)
    assert (fact["reply"], fact["is_nameless"], fact["is_declarer"]) == ("partly", True, False)


def test_nobody_replies_for_somebody_else(cast, need):
    checkin = read_by(need, cast.nora)[0]
    answer = actions.CheckInAnswer(reply="yes")

    with pytest.raises(Refused, match="Somebody else"):
        actions.reply_to_checkin(checkin, answer=answer, by=cast.leo)
    with pytest.raises(Refused, match="Those who waited"):
        actions.reply_about(need, answer=answer, by=cast.mei)


@pytest.mark.parametrize(
    ("words", "sentence"), [("maybe", ""), ("", ""), ("yes", "x" * 501), ("not_read", "")]
)
def test_what_is_no_reply_is_refused(cast, need, words, sentence):
    with pytest.raises(Refused):
        reply(read_by(need, cast.nora)[0], words, sentence)


def test_a_late_reply_to_an_old_answer_is_refused(cast, need):
    checkin = read_by(need, cast.nora)[0]
    actions.reopen_need(need, by=cast.salma)

    with pytest.raises(Refused, match="open again"):
        reply(checkin, "yes")


def test_who_waited_may_say_it_unasked(cast, need):
    actions.reply_about(need, answer=actions.CheckInAnswer(reply="yes"), by=cast.salma)
    need.refresh_from_db()

    assert need.state == SOLVED


def test_sentences_are_for_authors_and_coaches(cast, need, shelf):
    shelf.put(a_card(1, cast.amara), need)

    may = {
        name
        for name in ("amara", "hana", "salma", "nora", "pavel", "mei")
        if rules.can_read_sentences(getattr(cast, name), need)
    }

    assert may == {"amara", "hana"}


def test_who_helped_is_thanked_with_the_words(cast, need, shelf):
    actions.reopen_need(need, by=cast.salma)
    nomination = actions.nominate(need, nominee=cast.mei, by=cast.pavel)
    actions.accept_nomination(nomination, by=cast.mei)
    actions.answer_need(
        need, answer_id=1, answer_title="t", answer_url="/", is_found=False, by=cast.amara
    )
    shelf.put(a_card(1, cast.amara, cast.jonas), need)

    reply(read_by(need, cast.nora)[0], "yes", "No case was lost.")
    need = reply(read_by(need, cast.leo)[0], "yes", "Thank you.", nameless=True)

    helped = {person.first_name for person in queries.helpers_of(need)}
    assert helped == {"Amara", "Jonas", "Mei", "Pavel"}
    assert [(t.person and t.person.first_name, t.sentence) for t in queries.thanks_for(need)] == [
        ("Nora", "No case was lost."),
        (None, "Thank you."),
    ]
