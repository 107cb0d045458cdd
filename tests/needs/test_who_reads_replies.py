"""Counts are public; sentence and name are for authors and coaches (rulings B3)."""

from __future__ import annotations

import pytest

from manyhands.needs.models import Need, NeedState
from tests.factories_needs import an_answered_need, read_by, reply

HTMX = {"HX-Request": "true"}


@pytest.fixture
def need(cast, shelf):
    from tests.factories_needs import a_card

    need = an_answered_need(cast.nora, [cast.leo, cast.tom], author=cast.amara)
    shelf.put(a_card(1, cast.amara), need)
    nora, leo = read_by(need, cast.nora, cast.leo)
    reply(leo, "no", "My shift has no radio.")
    reply(nora, "no", "Who signs is missing.")
    need = Need.objects.get(pk=need.pk)
    assert need.state == NeedState.CLAIMED
    return need


@pytest.mark.parametrize("who", ["tom", "ines"])
def test_others_read_neither_name_nor_sentence(cast, need, client_for, who):
    page, history = _pages(need, client_for(getattr(cast, who)))

    assert "2 who waited say it did not solve the need." in history
    assert "Leo Brandt</b> says" not in history
    assert "radio" not in page + history
    assert "Who signs" not in page + history


@pytest.mark.parametrize("who", ["amara", "hana"])
def test_authors_and_coaches_read_both_also_once_it_is_open_again(cast, need, client_for, who):
    page, history = _pages(need, client_for(getattr(cast, who)))

    assert "Leo Brandt</b> says it did not solve the need." in history
    assert "My shift has no radio." in page
    assert "Who signs is missing." in page


def test_a_no_without_a_name_opens_it_again_without_one(cast, client_for):
    need = an_answered_need(cast.nora, author=cast.amara)
    reply(read_by(need, cast.nora)[0], "no", nameless=True)

    _page, history = _pages(need, client_for(cast.hana))

    assert "Somebody who waited opened it again." in history
    assert "Nora Vik</b> opened" not in history


def _pages(need, client) -> tuple[str, str]:
    page = client.get(f"/needs/{need.pk}/").content.decode()
    history = client.get(f"/needs/{need.pk}/history/", headers=HTMX).content.decode()
    return page, history
