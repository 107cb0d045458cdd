from __future__ import annotations

import pytest

from manyhands.kernel.access import Refused
from manyhands.needs import actions
from manyhands.needs.models import NeedState, Nomination, NominationState
from manyhands.people.models import Relation, TopicLink
from tests.factories import make_topic, someone
from tests.factories_needs import a_need


@pytest.fixture
def named(cast) -> Nomination:
    need = a_need(cast.salma)
    return actions.nominate(need, nominee=cast.tom, reason="He wrote the list.", by=cast.nora)


def test_somebody_is_named(cast, named, told):
    need = named.need

    assert need.state == NeedState.OPEN
    assert told(need)[-1] == "person.nominated"
    need.refresh_from_db()
    assert need.summary["doing"] == {"kind": "named", "name": "Nora", "whom": "Tom"}


def test_yes_is_an_offer(cast, named, told):
    offer = actions.accept_nomination(named, reply="Gladly.", by=cast.tom)
    again = actions.accept_nomination(named, reply="Gladly.", by=cast.tom)

    assert offer == again
    assert offer.note == "Gladly."
    assert told(named.need)[-2:] == ["nomination.answered", "offer.made"]


def test_a_polite_no_ends_it(cast, named, told):
    actions.decline_nomination(named, reply="I have left nights.", by=cast.tom)
    actions.decline_nomination(named, by=cast.tom)
    named.refresh_from_db()

    assert (named.state, named.reply) == (NominationState.DECLINED, "I have left nights.")
    assert told(named.need).count("nomination.answered") == 1


def test_it_is_passed_on_to_somebody_who_knows(cast, named, told):
    passed = actions.pass_on_nomination(named, to=cast.amara, reply="She does it.", by=cast.tom)
    actions.pass_on_nomination(named, to=cast.amara, reply="She does it.", by=cast.tom)

    assert (passed.nominee, passed.nominated_by) == (cast.amara, cast.tom)
    assert passed.reason == "She does it."
    assert told(named.need).count("person.nominated") == 2


def test_the_only_expert_is_known_also_once_asked(cast, client_for):
    """They are not proposed again, and nobody says that nobody knows."""
    topic = make_topic("night shifts")
    need = a_need(cast.salma, "sleep by day", topics=["night shifts"])
    TopicLink.objects.create(person=cast.amara, topic=topic, relation=Relation.EXPLAIN)
    asked = client_for(cast.leo).get(f"/needs/{need.pk}/experts/").text
    actions.nominate(need, nominee=cast.amara, by=cast.leo)
    again = client_for(cast.leo).get(f"/needs/{need.pk}/experts/").text

    assert 'aria-label="Ask Amara Osei"' in asked
    assert "Amara Osei was asked and has not replied yet. Nobody else lists these topics." in again


def test_who_could_not_is_not_said_to_be_asked(cast, client_for):
    need = a_need(cast.salma, "sleep by day", topics=["night shifts"])
    asked = actions.nominate(need, nominee=cast.amara, by=cast.leo)
    actions.decline_nomination(asked, by=cast.amara)

    page = client_for(cast.leo).get(f"/needs/{need.pk}/experts/").text

    assert "was asked" not in page


def test_named_twice_they_are_asked_once(cast, named, told):
    again = actions.nominate(named.need, nominee=cast.tom, by=cast.leo)

    assert again == named
    assert told(named.need).count("person.nominated") == 1


def test_nobody_replies_for_somebody_else(cast, named):
    with pytest.raises(Refused, match="Somebody else"):
        actions.accept_nomination(named, by=cast.leo)


def test_after_a_no_there_is_no_yes_to_the_same_question(cast, named):
    actions.decline_nomination(named, by=cast.tom)

    with pytest.raises(Refused, match="replied already"):
        actions.accept_nomination(named, by=cast.tom)


@pytest.mark.parametrize(
    ("whom", "words"),
    [("nora", "offer to"), ("tom", "already offered"), ("leo", "no longer works")],
)
def test_who_cannot_be_named(cast, whom, words):
    need = a_need(cast.salma)
    actions.offer_answer(need, by=cast.tom)
    cast.leo.is_active = False

    with pytest.raises(Refused, match=words):
        actions.nominate(need, nominee=getattr(cast, whom), by=cast.nora)


def test_who_may_not_see_a_need_is_not_named_for_it(cast):
    need = a_need(cast.salma, "swim", cast.north, is_restricted=True)

    with pytest.raises(Refused, match="may not see"):
        actions.nominate(need, nominee=cast.tom, by=cast.nora)


def test_two_of_one_name_are_told_apart_where_somebody_is_named(cast, client_for):
    someone("Kim Berg", about="Forklifts", email="kim1@ferrow.example")
    someone("Kim Berg", about="Customs", email="kim2@ferrow.example")
    need = a_need(cast.salma)

    found = client_for(cast.nora).get(f"/needs/{need.pk}/nominations/", {"q": "kim"}).text

    assert "Forklifts" in found
    assert "Customs" in found
    assert "kim1@ferrow.example" not in found


def test_the_page_says_how_to_find_somebody(cast, client_for):
    client = client_for(cast.salma)
    address = f"/needs/{a_need(cast.salma).pk}/nominations/"

    page = client.get(address).text
    assert page.index("Why them?") < page.index("Write a part of a name.")
    assert "Nobody of that name" in client.get(address, {"q": "zzz"}).text


def test_a_naming_that_moved_to_another_need_meanwhile_is_answered_there(cast):
    old, new = a_need(cast.salma, "swim"), a_need(cast.leo, "float")
    nomination = actions.nominate(old, nominee=cast.amara, by=cast.tom)
    actions.merge_needs(old, into=new, by=cast.salma)

    offer = actions.accept_nomination(nomination, by=cast.amara)

    assert offer.need == new


def test_the_key_that_sends_a_form_asks_nobody(cast, client_for):
    """Enter presses the first button of a form: here one that does nothing, never a stranger's."""
    need = a_need(cast.salma)

    page = client_for(cast.nora).get(f"/needs/{need.pk}/nominations/", {"q": "e"}).text
    form = page.split('<form class="form" method="post"')[1]

    assert form.index("<button disabled hidden") < form.index('name="nominee"')
