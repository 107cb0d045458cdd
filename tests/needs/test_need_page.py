from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.kernel.clock import today
from manyhands.needs import actions
from manyhands.needs.models import Need, NeedState
from tests.factories import someone
from tests.factories_needs import a_card, a_need, an_answered_need, answered, backed, read_by, reply

HTMX = {"HX-Request": "true"}
MOST_QUERIES = 12


def page(client, need):
    answer = client.get(f"/needs/{need.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_need_says_where_it_stands(cast, client_for):
    need = backed(a_need(cast.salma, "swim", cast.north, topics=["water"]), cast.nora)

    html = page(client_for(cast.tom), need)

    assert "I need to swim" in html
    assert "for Warehouse North" in html
    assert "2 wait" in html
    assert "Nobody yet." in html
    assert html.count('class="is-done') == 1


@pytest.mark.parametrize("who", ["salma", "nora", "amara", "hana", "pavel", "tom"])
@pytest.mark.parametrize("state", ["open", "claimed", "answered", "solved", "declined", "merged"])
def test_every_state_shows_to_everybody(cast, client_for, shelf, who, state):
    need = backed(a_need(cast.salma, "swim", cast.north), cast.nora, cast.leo)
    if state in ("claimed", "answered", "solved"):
        need = an_answered_need(cast.salma, [cast.nora], author=cast.amara)
        shelf.put(a_card(1, cast.amara, note="fresh"), need)
        read_by(need, cast.nora)
    if state == "solved":
        reply(read_by(need, cast.salma)[0], "yes", "It works.")
    if state == "claimed":
        actions.reopen_need(need, by=cast.salma)
    if state == "declined":
        actions.decline_need(need, reason="No <b>water</b>.", by=cast.hana)
    if state == "merged":
        actions.merge_needs(need, into=a_need(cast.leo, "dive"), by=cast.salma)

    html = page(client_for(getattr(cast, who)), need)

    assert Need.objects.get(pk=need.pk).state == state
    assert "<b>water</b>" not in html
    history = client_for(getattr(cast, who)).get(f"/needs/{need.pk}/history/", headers=HTMX)
    assert history.status_code == 200


def test_an_answer_that_one_cannot_open_is_said(cast, client_for, shelf):
    need = an_answered_need(cast.salma, author=cast.amara)

    assert "a course that is not for your groups" in page(client_for(cast.tom), need)


def test_a_summary_of_an_older_version_breaks_nothing(cast, client_for):
    need = a_need(cast.salma)
    del need.summary["open"]
    need.save(update_fields=["summary"])

    assert "Nobody yet." in page(client_for(cast.tom), need)


def test_a_need_asks_as_much_for_many_as_for_few(cast, client_for, shelf):
    need = backed(a_need(cast.salma, "swim", cast.north, topics=["water"]), cast.nora)
    client = client_for(cast.nora)
    actions.offer_answer(need, by=cast.amara)
    actions.nominate(need, nominee=cast.mei, by=cast.leo)
    actions.propose_answer(need, answer=a_card(3), by=cast.leo)

    def queries() -> int:
        client.get(f"/needs/{need.pk}/")
        with CaptureQueriesContext(connection) as caught:
            page(client, need)
        return len(caught)

    few = queries()
    for n in range(20):
        person = someone(f"Person {n}", cast.north)
        actions.back_need(need, reason=f"Reason {n}" if n % 2 else "", by=person)
        actions.offer_answer(need, by=someone(f"Author {n}", cast.north))
    actions.nominate(need, nominee=cast.tom, by=cast.leo)

    assert few == queries() <= MOST_QUERIES


def test_an_answered_need_asks_few_queries_too(cast, client_for, shelf):
    need = an_answered_need(cast.salma, [cast.nora, cast.leo], author=cast.amara)
    shelf.put(a_card(1, cast.amara), need)
    read_by(need, cast.nora, cast.leo)
    reply(read_by(need, cast.salma)[0], "yes", "It works.")

    for who in (cast.amara, cast.salma, cast.hana, cast.nora):
        client = client_for(who)
        client.get(f"/needs/{need.pk}/")
        with CaptureQueriesContext(connection) as caught:
            page(client, need)
        assert len(caught) <= MOST_QUERIES - 2  # two are left for the courses


def test_offering_by_htmx_answers_with_the_need(cast, client_for):
    need = a_need(cast.salma)

    html = client_for(cast.amara).post(f"/needs/{need.pk}/offers/", headers=HTMX).content.decode()

    assert '<div id="need">' in html
    assert "Can’t after all" in html
    assert f'hx-post="/needs/{need.pk}/offers/withdrawn/"' in html


def test_undo_takes_back_what_was_just_said(cast, client_for):
    need = a_need(cast.salma, days_ago=9)
    client = client_for(cast.nora)
    client.post(f"/needs/{need.pk}/backings/", {"reason": "I start nights."})
    since = need.backings.get().backed_at

    client.get("/needs/")
    gone = client.post(f"/needs/{need.pk}/backings/withdrawn/", headers=HTMX).content.decode()
    undo = gone.split('action="')[-1].split('"')[0].replace("&amp;", "&")
    assert not need.backings.exists()
    client.post(undo)

    backing = need.backings.get()
    assert (backing.reason, backing.backed_at) == ("I start nights.", since)


def test_a_forged_undo_is_refused(cast, client_for):
    need = a_need(cast.salma)

    answer = client_for(cast.nora).post(f"/needs/{need.pk}/backings/?again=made-up")

    assert answer.status_code == 403
    assert not need.backings.exists()


def test_an_undo_is_for_its_own_need_and_its_own_person(cast, client_for):
    old = backed(a_need(cast.salma, "swim", days_ago=300), cast.nora, days_ago=299)
    new = a_need(cast.leo, "float")
    nora = client_for(cast.nora)
    gone = nora.post(f"/needs/{old.pk}/backings/withdrawn/", headers=HTMX).content.decode()
    again = gone.split("again=")[-1].split("&")[0]

    assert nora.post(f"/needs/{new.pk}/backings/?again={again}").status_code == 403
    assert client_for(cast.tom).post(f"/needs/{old.pk}/backings/?again={again}").status_code == 403
    assert not new.backings.exists()
    assert not old.backings.exists()


def test_naming_and_answering_in_words(cast, client_for):
    need = a_need(cast.salma)
    client = client_for(cast.nora)
    found = client.get(f"/needs/{need.pk}/nominations/", {"q": "tom"}).content.decode()
    assert "Tom Wilk" in found

    client.post(f"/needs/{need.pk}/nominations/", {"nominee": cast.tom.pk, "reason": "He knows."})
    nomination = need.nominations.get()
    address = f"/needs/{need.pk}/nominations/{nomination.pk}/"
    assert "He knows." in client_for(cast.tom).get(address).content.decode()
    assert client.get(address).status_code == 404

    client_for(cast.tom).post(address, {"decision": "pass_on", "to": cast.amara.pk})
    assert need.nominations.filter(nominee=cast.amara).exists()


@pytest.mark.parametrize("nominee", ["", "abc", "99999999", "9" * 30])
def test_nobody_is_named_by_nonsense(cast, client_for, nominee):
    need = a_need(cast.salma)

    answer = client_for(cast.nora).post(f"/needs/{need.pk}/nominations/", {"nominee": nominee})

    assert answer.status_code in (403, 404)


def test_a_found_course_is_proposed_and_confirmed(cast, client_for, shelf):
    need = a_need(cast.salma)
    shelf.put(a_card(3, cast.mei, title="Swim in ten minutes"))
    picker = client_for(cast.tom).get(f"/needs/{need.pk}/proposals/?q=swim").content.decode()
    assert "Swim in ten minutes" in picker

    client_for(cast.tom).post(f"/needs/{need.pk}/proposals/", {"answer_id": 3})
    proposal = need.proposals.get()
    assert "Yes, it does" in page(client_for(cast.salma), need)
    assert "to be confirmed" in page(client_for(cast.leo), need)
    client_for(cast.salma).post(
        f"/needs/{need.pk}/proposals/{proposal.pk}/", {"decision": "confirm"}
    )

    assert Need.objects.get(pk=need.pk).state == NeedState.ANSWERED
    assert "not needed" in page(client_for(cast.leo), need)


def test_a_course_that_is_not_open_is_not_proposed(cast, client_for, shelf):
    need = a_need(cast.salma)

    answer = client_for(cast.tom).post(f"/needs/{need.pk}/proposals/", {"answer_id": 77})

    assert answer.status_code == 403


def test_the_question_stands_until_it_is_answered(cast, client_for):
    need = an_answered_need(cast.salma, [cast.nora], author=cast.amara)
    read_by(need, cast.nora)
    client = client_for(cast.nora)
    assert "Did it solve your need?" in page(client, need)

    html = client.post(
        f"/needs/{need.pk}/replies/",
        {"reply": "no", "sentence": "Phones are missing."},
        headers=HTMX,
    ).content.decode()

    assert "Ask this as your own need" in html
    assert "You said: No, not yet." in html
    assert "Phones are missing." not in page(client_for(cast.leo), need)
    assert "Phones are missing." in page(client_for(cast.hana), need)


def test_a_nameless_sentence_shows_no_name(cast, client_for):
    need = an_answered_need(cast.salma, [cast.nora], author=cast.amara)
    reply(read_by(need, cast.nora)[0], "partly", "My boss disagrees.", nameless=True)
    client = client_for(cast.hana)

    html = page(client, need)
    history = client.get(f"/needs/{need.pk}/history/", headers=HTMX).content.decode()

    said = html[html.index("What they said") :]
    assert "Nora Vik" not in said[: said.index("My boss")]
    assert "A former colleague" not in html
    assert "<b>Somebody</b>" in html
    assert "Somebody who waited" in history
    assert "Nora Vik</b> says" not in history


def test_the_number_is_read_later(cast, client_for):
    need = a_need(
        cast.salma,
        effect_unit="cases lost a week",
        effect_baseline=Decimal(4),
        effect_target=Decimal(0),
    )
    client = client_for(cast.salma)

    html = client.post(f"/needs/{need.pk}/readings/", {"value": "1"}, headers=HTMX).content.decode()

    assert 'value="75"' in html
    assert "1, said by Salma" in html
    assert client.post(f"/needs/{need.pk}/readings/", {"value": "many"}).status_code == 403
    assert (
        client_for(cast.tom).post(f"/needs/{need.pk}/readings/", {"value": "1"}).status_code == 403
    )


def test_a_coach_declines_on_a_page_of_its_own(cast, client_for):
    need = a_need(cast.salma, "swim", cast.north)
    client = client_for(cast.hana)
    address = f"/needs/{need.pk}/declined/"
    assert "Why not?" in client.get(address).content.decode()

    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "We have no water."}).status_code == 303
    assert "We have no water." in page(client_for(cast.nora), need)
    assert client_for(cast.nora).get(address).status_code == 403


def test_two_needs_are_joined_by_searching(cast, client_for):
    old, new = a_need(cast.salma, "swim in the dock"), a_need(cast.leo, "swim well")
    client = client_for(cast.salma)

    found = client.get(f"/needs/{old.pk}/merged/?q=swim").content.decode()
    assert "swim well" in found
    assert client.post(f"/needs/{old.pk}/merged/", {"survivor": "x"}).status_code == 404
    client.post(f"/needs/{old.pk}/merged/", {"survivor": new.pk})

    html = page(client, old)
    assert "was joined with another" in html
    assert "went along to the other need" in html
    assert "closed without an answer" not in html


def test_the_declarer_withdraws(cast, client_for):
    need = a_need(cast.salma)
    client = client_for(cast.salma)

    assert client.get(f"/needs/{need.pk}/withdrawn/").status_code == 200
    assert client.post(f"/needs/{need.pk}/withdrawn/").status_code == 303
    assert client.post(f"/needs/{need.pk}/withdrawn/").status_code == 303


def test_who_could_answer_is_suggested(cast, client_for):
    need = a_need(cast.salma, "calm a driver", topics=["complaints"])

    html = client_for(cast.nora).get(f"/needs/{need.pk}/experts/", headers=HTMX).content.decode()

    assert "Amara Osei" in html
    assert "Tom Wilk" in html
    assert "explains complaints" in html


def test_who_said_me_too_again_is_named(cast, client_for):
    need = backed(a_need(cast.salma), cast.nora)
    actions.withdraw_backing(need, by=cast.nora)
    backed(need, cast.nora)

    told = client_for(cast.tom).get(f"/needs/{need.pk}/history/", headers=HTMX).content.decode()

    assert "<b>Nora Vik</b> said “me too”." in told


def test_a_course_just_confirmed_is_not_called_closed(cast, client_for, shelf, travel):
    need = a_need(cast.salma)
    proposal = actions.propose_answer(need, answer=shelf.put(a_card(3)), by=cast.leo)
    actions.confirm_answer(proposal, by=cast.salma)

    at_once = page(client_for(cast.salma), need)
    travel(minutes=2)

    assert "stands here in a moment" in at_once
    assert "not for your groups" not in at_once
    assert "not for your groups" in page(client_for(cast.salma), need)


def test_who_gave_no_reason_is_named(cast, client_for):
    need = backed(a_need(cast.salma), cast.nora, cast.leo)

    assert f'<a class="name" href="/people/{cast.nora.pk}/">Nora Vik</a>' in page(
        client_for(cast.tom), need
    )


def test_of_very_many_some_are_named_and_the_others_on_asking(cast, client_for):
    need = a_need(cast.salma)
    backed(need, *(someone(f"Person number {n}") for n in range(60)))
    client = client_for(cast.tom)
    assert "and 48 more" in page(client, need)
    everybody = client.get(f"/needs/{need.pk}/backers/", headers=HTMX).text

    assert everybody.count('class="name"') == 60
    assert "more</a>" not in everybody


def test_what_is_closed_promises_nothing(cast, client_for):
    need = actions.decline_need(a_need(cast.salma, "swim"), reason="No water.", by=cast.hana)

    html = page(client_for(cast.tom), need)

    assert html.count('<span class="when">never</span>') == 5
    assert "not yet" not in html
    assert 'class="lag is-closed"' in html


def test_what_was_found_was_waited_for_without_a_gap(cast, client_for, shelf):
    need = answered(a_need(cast.salma, "swim", days_ago=3), by=cast.amara, is_found=True)
    shelf.put(a_card(1, cast.amara), need)

    html = page(client_for(cast.tom), need)

    assert html.count('class="is-skipped"') == 2
    assert '<span class="gap">3 days</span>' in html


def test_a_day_that_has_passed_is_said_to_have_passed(cast, client_for):
    need = a_need(cast.salma, "swim", needed_by=today() + timedelta(days=1))
    assert "needed by" in page(client_for(cast.tom), need)
    Need.objects.filter(pk=need.pk).update(needed_by=today() - timedelta(days=1))

    assert "was needed by" in page(client_for(cast.tom), need)
