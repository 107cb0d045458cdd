"""One ordered list of the acts that would free most people now."""

from __future__ import annotations

import pytest

from manyhands.courses.models import Course
from manyhands.kernel.clock import now
from manyhands.needs import actions as needs
from manyhands.needs.models import NominationState
from manyhands.people.actions import deactivate_person
from manyhands.people.models import Membership
from tests.factories_courses import a_draft
from tests.factories_learning import a_question, a_text
from tests.factories_needs import (
    a_need,
    an_answered_need,
    answered,
    backed,
    read_by,
    reply,
)

HTMX = {"HX-Request": "true"}


def hour(client):
    return client.get("/coach/").text


@pytest.mark.parametrize("who", ["nora", "mei", "pavel"])
def test_others_do_not_know_that_it_exists(cast, client_for, who):
    need = a_need(cast.salma)
    client = client_for(getattr(cast, who))

    assert client.get("/coach/").status_code == 404
    posted = client.post(f"/coach/introductions/{need.pk}/", {"nominee": cast.amara.pk})
    assert posted.status_code == 404


def test_an_hour_in_which_nothing_waits_says_so(cast, client_for):
    assert "Nothing waits for you." in hour(client_for(cast.hana))


def test_what_frees_most_people_stands_first(cast, client_for):
    a_need(cast.salma, "read a bill")
    backed(a_need(cast.jonas, "calm a driver"), cast.leo, cast.nora)
    page = hour(client_for(cast.hana))

    assert "Two acts free 4 people." in page
    assert page.index("calm a driver") < page.index("read a bill")


def test_a_coach_introduces_two_people(cast, client_for):
    need = a_need(cast.ines, "calm a driver", topics=("complaints",))
    client = client_for(cast.hana)
    assert "Ask Amara" in hour(client)
    answer = client.post(
        f"/coach/introductions/{need.pk}/", {"nominee": cast.amara.pk}, headers=HTMX
    )

    assert need.nominations.get(nominee=cast.amara).state == NominationState.ASKED
    assert 'id="hour"' in answer.text
    assert "Ask Tom" in answer.text  # Amara has been asked


def test_only_needs_that_wait_for_somebody_are_matched(cast, client_for):
    taken = a_need(cast.ines, "calm a customer", topics=("complaints", "gates"))
    needs.offer_answer(taken, by=cast.tom)
    a_need(cast.jonas, "open a gate", topics=("gates",))
    page = hour(client_for(cast.hana))

    assert "Ask Salma" in page
    assert "Ask Amara" not in page


def test_who_waits_is_not_introduced_to_their_own_need(cast, client_for):
    backed(a_need(cast.ines, "calm a driver", topics=("complaints",)), cast.amara, cast.tom)

    assert "Find somebody who knows" in hour(client_for(cast.hana))


@pytest.mark.parametrize("nominee", ["", "x", "0", "999999"])
def test_nobody_is_nobody(cast, client_for, nominee):
    need = a_need(cast.ines)
    answer = client_for(cast.hana).post(f"/coach/introductions/{need.pk}/", {"nominee": nominee})

    assert answer.status_code == 404


def test_a_coach_of_one_group_sees_only_theirs(cast, south_coach, client_for):
    a_need(cast.salma, "open gate north", cast.north)
    a_need(cast.salma, "open gate south", cast.south)
    a_question(cast.nora, a_text(cast.amara), text="Where in care?")
    page = hour(client_for(south_coach))

    assert "open gate south" in page
    assert "open gate north" not in page
    assert "Where in care?" not in page


def test_a_need_whose_declarer_left_looks_for_a_voice(cast, deliver, client_for):
    a_need(cast.salma, "read a bill")
    deactivate_person(cast.salma, by=cast.pavel)
    deliver()

    assert "Speak for a need" in hour(client_for(cast.hana))


def test_a_draft_that_sleeps_while_somebody_waits_is_woken(cast, travel, client_for):
    need = backed(a_need(cast.salma, "read a bill"), cast.jonas)
    a_draft(cast.mei, "Bills of lading", need=need)
    a_draft(cast.tom, "For nobody yet")
    travel(days=6)
    page = hour(client_for(cast.hana))

    assert "Mei’s draft “Bills of lading” has slept for 6 days" in page
    assert "For nobody yet" not in page


def test_a_question_without_a_word_for_a_day_is_listed(cast, travel, client_for):
    a_question(cast.nora, a_text(cast.amara), text="Do we still fax?")
    assert "Do we still fax?" not in hour(client_for(cast.hana))
    travel(days=1)

    assert "“Do we still fax?”" in hour(client_for(cast.hana))


def test_a_no_is_listed_with_its_words_and_without_a_name_not_given(cast, client_for):
    need = an_answered_need(cast.salma, [cast.leo], author=cast.amara)
    reply(read_by(need, cast.leo)[0], "no", "It says who signs.", nameless=True)
    page = hour(client_for(cast.hana))

    assert "is not solved for 1 person" in page
    assert "“It says who signs.”" in page
    assert "Leo Brandt" not in page


def test_a_coach_of_one_group_reads_no_more_than_its_own(cast, south_coach, travel, client_for):
    """Whoever keeps it is in her group; what it is about is for another."""
    secret = a_need(cast.mei, "open the safe", cast.north, is_restricted=True)
    Membership.objects.create(person=cast.mei, group=cast.south, since=now())
    a_draft(cast.mei, "Codes of the safe", need=secret)
    course = a_text(cast.mei, title="Keys of the gate")
    course.audience.set([cast.north])
    Course.objects.filter(pk=course.pk).update(is_for_everybody=False)
    a_question(cast.nora, course, text="Who has the third key?")
    shared = backed(a_need(cast.salma, "swim", cast.north, cast.south), cast.nora)
    answered(shared, by=cast.amara)
    reply(read_by(shared, cast.nora)[0], "no", "The water is cold.")
    travel(days=6)

    page = hour(client_for(south_coach))
    for hidden in ("safe", "Keys of the gate", "third key", "The water is cold", "Nora Vik"):
        assert hidden not in page
    assert "is not solved for 1 person" in page
    draft = secret.links.get().course
    assert "safe" not in client_for(south_coach).get(f"/coach/letters/{draft.pk}/").text
    page = hour(client_for(cast.hana))
    assert "Codes of the safe" in page
    assert "third key" in page
    assert "The water is cold" in page


def test_what_is_solved_meanwhile_is_not_listed(cast, client_for):
    need = an_answered_need(cast.salma, [cast.leo], author=cast.amara)
    checkins = {one.person_id: one for one in read_by(need, cast.leo, cast.salma)}
    reply(checkins[cast.leo.pk], "no")
    reply(checkins[cast.salma.pk], "yes")

    assert "is not solved" not in hour(client_for(cast.hana))


@pytest.mark.parametrize("size", [1, 6])
def test_the_hour_costs_the_same_at_any_size(
    cast, travel, client_for, size, django_assert_max_num_queries
):
    for n in range(size):
        a_need(cast.ines, f"calm driver {n}", topics=("complaints",))
        a_draft(cast.mei, f"Bills {n}", need=a_need(cast.jonas, f"read bill {n}"))
        a_question(cast.nora, a_text(cast.amara, title=f"Fax {n}"), text=f"Fax {n}?")
        need = an_answered_need(cast.salma, [cast.leo], author=cast.amara)
        reply(read_by(need, cast.leo)[0], "no") if n == 0 else needs.offer_answer(
            a_need(cast.tom, f"offer {n}"), by=cast.ines
        )
    travel(days=6)
    client = client_for(cast.hana)
    client.get("/coach/")
    assert "Ask Amara" in hour(client)
    with django_assert_max_num_queries(12):
        client.get("/coach/")
