"""The map of pages, which a browser opens one by one, leaves none out."""

from __future__ import annotations

from tests.journeys.pages import AT_THE_END_OF_A_WAY, NO_PAGES, PAGES

from .page import LIVE, doors
from .test_complete import route_of


def test_every_address_that_is_opened_is_on_the_map_or_no_page():
    opened = {route_of(d.address) for d in doors() if d.method == "GET" and d.section != LIVE}
    mapped = {route_of(f"/{address}") for _, address, _ in PAGES}

    assert opened == mapped | NO_PAGES | AT_THE_END_OF_A_WAY
    assert not mapped & (NO_PAGES | AT_THE_END_OF_A_WAY)
