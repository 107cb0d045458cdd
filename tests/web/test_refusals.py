from __future__ import annotations

import pytest

from manyhands.needs.models import Need

WORDS = {"statement": "open\x00 the gate", "effect": "It opens."}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_no_database_can_write_down_is_said(cast, client_for, headers):
    answer = client_for(cast.nora).post("/needs/new/", WORDS, headers=headers)

    assert answer.status_code == 403
    assert "A character in it cannot be kept." in answer.content.decode()
    assert not Need.objects.exists()


def test_nor_is_it_looked_for(cast, client_for):
    assert client_for(cast.nora).get("/search/?q=a%00b").status_code == 403
