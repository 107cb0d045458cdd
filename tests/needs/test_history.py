"""What happened to a need, told in sentences to whoever may know it."""

from __future__ import annotations

from decimal import Decimal

from manyhands.needs import actions
from tests.factories_needs import a_card, a_need, an_answered_need, read_by, reply

HTMX = {"HX-Request": "true"}


def test_history_tells_an_offer_once_and_says_what_a_number_is(cast, client_for):
    number = {"effect_baseline": Decimal(0), "effect_target": Decimal(4)}
    need = a_need(cast.salma, "swim", effect_unit="lengths a week", **number)
    named = actions.nominate(need, nominee=cast.amara, by=cast.salma)
    actions.accept_nomination(named, by=cast.amara)
    actions.read_effect(need, value=Decimal(3), by=cast.salma)

    history = client_for(cast.salma).get(f"/needs/{need.pk}/history/", headers=HTMX).text

    assert "offered to answer." in history
    assert "said yes." not in history
    assert "says the number is 3 now." in history


def test_history_counts_those_it_does_not_name(cast, client_for, shelf):
    need = an_answered_need(cast.salma, [cast.nora, cast.leo, cast.tom], author=cast.amara)
    shelf.put(a_card(1, cast.amara), need)
    for checkin in read_by(need, cast.nora, cast.leo, cast.tom):
        reply(checkin, "yes" if checkin.person != cast.tom else "partly")
    address = f"/needs/{need.pk}/history/"

    told = client_for(cast.ines).get(address, headers=HTMX).text
    assert "2 who waited say it solved the need." in told
    assert told.count("Somebody who waited") == 1
    named = client_for(cast.amara).get(address, headers=HTMX).text
    assert "Nora Vik</b> says it solved the need." in named
    assert "2 who waited" not in named
